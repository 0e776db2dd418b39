-- names_known: what can be found by its name: districts, zones, businesses, supply points and notices.
-- zh: 可按名称查找的对象
-- grain: kind, id
-- param: $limit bigint = 150000  -- rows at most, businesses last; null = 150 000
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: kind varchar  -- district, zone, business, supply_point or notice
-- column: id varchar
-- column: name varchar  -- the latest wording of a zone, its number where it has none
-- column: name_en varchar  -- null = none
-- column: also varchar  -- a number or pinyin by which it is found as well; null = none
-- column: area_id varchar  -- null = the whole city
-- column: detail varchar  -- of a notice its day; else null
-- source: views/area_known, zones, zone_events, businesses, supply_points, notices
-- note: a zone of which nothing has happened yet and a notice that is not published yet are left out.
with

    wordings as (
        select e.zone_id, arg_max(e.extent_text, e.at) filter (where e.extent_text is not null) as extent_text
        from current_zone_events($as_of) as e
        where e.at <= $as_of
        group by e.zone_id
    ),

    everything as (
        select
            'district' as kind,
            area_id as id,
            area_name as name,
            area_name_en as name_en,
            name_pinyin as also,
            area_id,
            null as detail,
        from area_known($as_of)
        where is_district or is_city
        union all by name
        select
            'zone' as kind,
            z.zone_id as id,
            coalesce(w.extent_text, z.extent_text, z.zone_id) as name,
            z.zone_id as also,
            z.area_id,
        from current_zones($as_of) as z
        inner join wordings as w on z.zone_id = w.zone_id
        union all by name
        select 'business' as kind, business_id as id, name, business_id as also, area_id,
        from current_businesses($as_of)
        union all by name
        select 'supply_point' as kind, supply_point_id as id, name, supply_point_id as also, area_id,
        from current_supply_points($as_of)
        union all by name
        select
            'notice' as kind,
            n.notice_id as id,
            n.title as name,
            n.title_en as name_en,
            n.notice_no as also,
            n.area_id,
            strftime(n.at, '%Y-%m-%d') as detail,
        from current_notices($as_of) as n
        where n.at <= $as_of
    ),

    kept as (
        select * from everything qualify row_number() over (order by kind = 'business', kind, id) <= coalesce($limit, 150000)
    )

select kind, id, name, name_en, also, area_id, detail,
from kept
order by kind, id
