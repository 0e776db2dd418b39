-- business_state: every business of the register with its present state and mode of operation.
-- zh: 保供企业当前状态与营业方式
-- grain: business_id
-- source: businesses, business_events, open_rules, views/area_known, views/business_zone
-- note: a business without an event is listed, since the register is the whitelist. reinstated means listed again.
-- note: mode is that of the rule in force outside zones; without a rule a listed business is open. A rule for a
-- level of zones goes before it for those inside a zone of that level; is_zone_rule says that it did. zone_level null = in none.
create or replace macro business_state(as_of) as table
with

known_businesses as (select * from current_businesses(as_of)),

last_events as (
    select e.business_id, e.event, e.at as since, e.reason
    from current_business_events(as_of) as e
    where e.at <= as_of
    qualify row_number() over (
        partition by e.business_id order by e.at desc, (e.event in ('removed', 'suspended')) desc, e.batch_id desc
    ) = 1
),

rules as (
    select category, arg_max(mode, valid_from) as mode, arg_max(coalesce(capacity_share, 1), valid_from) as capacity_share
    from current_open_rules(as_of)
    where zone_level is null and valid_from <= as_of and (valid_to is null or valid_to > as_of)
    group by category
),

zone_rules as (
    select
        category, zone_level, arg_max(mode, valid_from) as mode, arg_max(coalesce(capacity_share, 1), valid_from) as capacity_share,
    from current_open_rules(as_of)
    where zone_level is not null and valid_from <= as_of and (valid_to is null or valid_to > as_of)
    group by category, zone_level
),

inside as (
    select business_id, if(bool_or(level = 'high'), 'high', 'medium') as zone_level from business_zone(as_of) group by business_id
),

stated as (
    select
        b.*,
        if(coalesce(e.event, 'listed') = 'reinstated', 'listed', coalesce(e.event, 'listed')) as state,
        e.since as state_since,
        e.reason,
    from known_businesses as b
    left join last_events as e on b.business_id = e.business_id
)

select
    s.*,
    a.area_name,
    i.zone_level,
    z.mode is not null as is_zone_rule,
    case when s.state = 'listed' then coalesce(z.mode, r.mode, 'open') else 'closed' end as mode,
    case
        when s.state = 'listed' and coalesce(z.mode, r.mode) = 'capacity_limited'
            then floor(s.capacity * if(z.mode is null, r.capacity_share, z.capacity_share))
    end as capacity_now,
from stated as s
left join rules as r on s.category = r.category
left join inside as i on s.business_id = i.business_id
left join zone_rules as z on s.category = z.category and i.zone_level = z.zone_level
left join area_known(as_of) as a on s.area_id = a.area_id
