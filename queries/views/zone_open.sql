-- zone_open: zones in force, with what is known of each.
-- zh: 现有风险区
-- grain: zone_id
-- source: views/zone_spell, zones, zone_events, views/area_known
-- cached: many questions of one moment read it
-- note: opened_at is the start of the present opening, level_since that of the present level; the wording is the latest one.
-- note: scheme is the last rule set stated for the zone (declaration, scheme switch, or a notice that overrides it), and
-- scheme_notice_no the notice that did; null = the rule set of the declaration.
create or replace macro zone_open(as_of) as table
with

spells as (select * from zone_spell(as_of)),

openings as (
    select zone_id, max(from_at) as opened_at from spells where level_before is null group by zone_id
),

statements as (
    select
        zone_id,
        arg_max(e.extent_text, e.at) filter (where e.extent_text is not null) as extent_text,
        arg_max(e.notice_no, e.at) filter (where e.notice_no is not null) as notice_no,
        arg_max(e.scheme, e.at) filter (where e.scheme is not null) as scheme,
        arg_max(coalesce(e.notice_no, ''), e.at) filter (where e.scheme is not null) as scheme_notice_no,
    from current_zone_events(as_of) as e
    where e.at <= as_of
    group by zone_id
),

located as (
    select
        *,
        case
            when geometry_precision is not null then geometry_precision
            when geometry is not null then 'polygon'
            when lon is not null and lat is not null then 'building_point'
            else 'address_only'
        end as precision,
    from current_zones(as_of)
)

select
    z.zone_id, z.area_id, a.area_name, coalesce(t.scheme, z.scheme) as scheme, nullif(t.scheme_notice_no, '') as scheme_notice_no,
    z.from_zone_id, s.level, o.opened_at, s.from_at as level_since,
    if(s.from_at > o.opened_at, s.level_before, null) as level_before,
    coalesce(t.extent_text, z.extent_text) as extent_text, z.excludes_text, t.notice_no,
    z.precision as geometry_precision, z.geometry, z.lon, z.lat, z.people, z.households, z.source, z.is_synthetic,
from spells as s
inner join located as z on s.zone_id = z.zone_id
inner join openings as o on s.zone_id = o.zone_id
left join area_known(as_of) as a on z.area_id = a.area_id
left join statements as t on z.zone_id = t.zone_id
where s.to_at is null
