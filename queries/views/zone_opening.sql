-- zone_opening: the times that zones stood at a high or medium level, from declaration to release.
-- zh: 风险区从划定到解除的各次经过
-- grain: zone_id, opening
-- source: views/zone_spell, views/zone_found, zones, zone_events, views/scheme_clock
-- cached: many questions of one moment read it
-- note: a zone that was opened again has another opening; lowered to low counts as released. lifted_at null = still open.
-- note: open_hours null = it stood in the first listing of a feed, and nobody knows since when.
-- note: rule_hours is what its rule set asks for the levels passed through since the last raise (high, then what is asked
-- after lowering), as if no positive had been found; null = the rule set has no clock for one of them. The rule set is the
-- last one stated before the level ended.
create or replace macro zone_opening(as_of) as table
with

spells as (
    select
        *, coalesce(to_at, as_of) as until, sum(cast(level_before is null or level_before = 'low' as integer)) over zone_order as opening
    from zone_spell(as_of)
    where level <> 'low'
    window zone_order as (partition by zone_id order by from_at)
),

statements as (
    select e.zone_id, e.at as stated_at, e.scheme from current_zone_events(as_of) as e where e.scheme is not null
),

steps as (
    select
        s.*,
        z.is_synthetic,
        if(s.level_before = 'high', coalesce(r.days_after_lowering, r.lift_days), r.lift_days) as rule_days,
        max(if(s.level = 'high', s.from_at, null)) over (partition by s.zone_id, s.opening) as last_high_at,
    from spells as s
    inner join current_zones(as_of) as z on s.zone_id = z.zone_id
    asof left join statements as e on s.zone_id = e.zone_id and s.until > e.stated_at
    left join scheme_clock(as_of) as r on coalesce(e.scheme, z.scheme) = r.scheme and s.level = r.level
),

openings as (
    select
        zone_id,
        opening,
        area_id,
        is_synthetic,
        min(from_at) as opened_at,
        if(bool_or(to_at is null), null, max(to_at)) as lifted_at,
        if(
            bool_and(rule_days is not null),
            cast(24 * sum(rule_days) filter (where last_high_at is null or from_at >= last_high_at) as bigint),
            null
        ) as rule_hours,
    from steps
    group by zone_id, opening, area_id, is_synthetic
)

select o.*, if(f.zone_id is null, date_diff('second', o.opened_at, coalesce(o.lifted_at, as_of)) / 3600.0, null) as open_hours
from openings as o
left join zone_found(as_of) as f on o.zone_id = f.zone_id and o.opened_at = f.found_at
