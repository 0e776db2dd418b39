-- zone_point_elsewhere: zones whose point lies in another district than their record says.
-- zh: 点位与登记区县不符的风险区
-- severity: medium
-- title: 风险区点位不在登记的区县 | Zones whose point lies in another district
-- advice: 请核对经纬度与所属区县，更正后重报。 | Check coordinates and district, and send it again.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: zones, zone_events, views/zone_open, views/area_known
-- note: located_area_id is filled at intake from the boundaries; near a border, outside the city and without a point it is null.
-- note: only records of districts: a functional area may lie in any. since_at is the declaration; null = none is on record.
with

    declared as (
        select e.zone_id, max(e.at) as declared_at
        from current_zone_events($as_of) as e
        where e.event = 'declare' and e.at <= $as_of
        group by e.zone_id
    ),

    placed as (
        select
            o.zone_id,
            o.area_id,
            o.extent_text,
            d.declared_at,
            r.area_name,
            r.area_name_en,
            p.area_name as point_name,
            p.area_name_en as point_name_en
        from zone_open($as_of) as o
        inner join current_zones($as_of) as z on o.zone_id = z.zone_id
        inner join area_known($as_of) as r on o.area_id = r.area_id
        inner join area_known($as_of) as p on z.located_area_id = p.area_id
        left join declared as d on o.zone_id = d.zone_id
        where r.kind in ('district', 'county', 'county_city') and p.area_id <> r.area_id
    )

select
    zone_id as finding_key,
    area_id,
    zone_id as subject,
    declared_at as since_at,
    extent_text || '：登记在' || area_name || '，点位在' || point_name as detail_zh,
    extent_text
    || ': recorded in '
    || coalesce(area_name_en, area_name)
    || ', the point lies in '
    || coalesce(point_name_en, point_name) as detail_en,
from placed
order by finding_key
