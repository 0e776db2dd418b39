-- low_risk_area: districts without any high or medium zone in force, while the city has some.
-- zh: 无高、中风险区的区县
-- grain: area_id
-- source: views/zone_spell, views/area_known
-- cached: many questions of one moment read it
-- note: a city without zones has no low-risk districts either: no zone is not low risk.
-- note: empty while a zone in force is placed no finer than the city, since its district is not known.
-- note: a zone of a functional area counts for the district that the area lies in. since_at null = no zone was known there.
create or replace macro low_risk_area(as_of) as table
with

placed as (
    select
        case when a.is_district then coalesce(a.nested_in, s.area_id) when a.kind = 'street' then a.parent_id end as district_id, s.to_at,
    from zone_spell(as_of) as s
    left join area_known(as_of) as a on s.area_id = a.area_id
    where s.level in ('high', 'medium')
),

by_district as (
    select district_id, bool_or(to_at is null) as has_zone, max(to_at) as last_until from placed group by district_id
)

select a.area_id, a.area_name, b.last_until as since_at
from area_known(as_of) as a
left join by_district as b on a.area_id = b.district_id
where
    a.is_district
    and not a.is_nested
    and not coalesce(b.has_zone, false)
    and exists (select 1 from placed where to_at is null)
    and not exists (select 1 from placed where to_at is null and district_id is null)
