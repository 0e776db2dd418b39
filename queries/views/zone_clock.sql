-- zone_clock: the release clock of every open zone, under its own rule set or another one.
-- zh: 风险区解除时钟
-- grain: zone_id
-- source: views/zone_open, views/scheme_clock, cases
-- note: the anchor is the later of the day the present level began and the last positive of that zone; it is day 0.
-- note: state no_rule = the rule set knows no clock for that level (low zones, county levels, medium after 2022-11-11).
create or replace macro zone_clock(as_of, rule_set) as table
with

known_zones as (
    select *, coalesce(nullif(rule_set, ''), scheme) as scheme_used from zone_open(as_of) where level <> 'low'
),

last_cases as (
    select zone_id, max(cast(reported_at as date)) as last_case_on
    from current_cases(as_of)
    where zone_id is not null and reported_at <= as_of and class in ('confirmed', 'asymptomatic', 'positive')
    group by zone_id
),

clocks as (
    select
        z.*,
        c.last_case_on,
        greatest(cast(z.level_since as date), c.last_case_on) as anchor_on,
        if(z.level_before = 'high', coalesce(r.days_after_lowering, r.lift_days), r.lift_days) as lift_days,
    from known_zones as z
    left join last_cases as c on z.zone_id = c.zone_id
    left join scheme_clock(as_of) as r on z.scheme_used = r.scheme and z.level = r.level
)

select
    *,
    cast(as_of as date) - anchor_on as clear_days,
    anchor_on + lift_days as due_on,
    case
        when lift_days is null then 'no_rule'
        when cast(as_of as date) - anchor_on < lift_days then 'counting'
        when cast(as_of as date) - anchor_on = lift_days then 'due'
        else 'overdue'
    end as state,
    case
        when lift_days is not null then greatest(0, cast(as_of as date) - anchor_on - lift_days)
    end as overdue_days,
from clocks
