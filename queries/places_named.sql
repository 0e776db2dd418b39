-- places_named: places from which "near here" can be asked: zones, businesses, supply points and grids, by number or by name.
-- zh: 可作为“附近”起点的地点
-- grain: kind, id
-- param: $kind varchar =   -- zone, business, point or grid; empty = all
-- param: $id varchar =   -- the one of that number; empty = by text
-- param: $text varchar = 示例  -- a part of its name or number; empty = nothing is sought
-- param: $limit bigint = 10  -- rows at most; null = 10
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: kind varchar  -- zone, business, point or grid
-- column: id varchar
-- column: name varchar  -- of a zone its wording, which is its address
-- column: area_id varchar
-- column: area_name varchar
-- column: lon double  -- null = not known: nothing can be near it
-- column: lat double
-- column: level varchar  -- of a zone in force: high, medium or low; else null
-- column: geometry varchar  -- of a zone: its boundary as GeoJSON; null = none
-- column: matches bigint  -- in all, also beyond the limit
-- column: is_synthetic boolean
-- source: views/zone_open, businesses, supply_points, grids, views/area_known
-- note: zones are those in force; the shortest names that match come first.
with
    things as (
        select
            'zone' as kind,
            zone_id as id,
            coalesce(extent_text, zone_id) as name,
            area_id,
            lon,
            lat,
            level,
            geometry,
            is_synthetic,
        from zone_open($as_of)
        union all by name
        select 'business' as kind, business_id as id, name, area_id, lon, lat, is_synthetic,
        from current_businesses($as_of)
        union all by name
        select 'point' as kind, supply_point_id as id, name, area_id, lon, lat, is_synthetic,
        from current_supply_points($as_of)
        union all by name
        select 'grid' as kind, grid_id as id, name, area_id, lon, lat, is_synthetic,
        from current_grids($as_of)
    ),

    found as (
        select *, count(*) over () as matches, row_number() over (order by id <> coalesce($text, ''), length(name), kind, id) as n
        from things
        where
            (coalesce($kind, '') = '' or kind = $kind)
            and case
                when coalesce($id, '') <> ''
                then id = $id
                when coalesce($text, '') <> ''
                then contains(lower(name), lower($text)) or id = $text
                else false
            end
        qualify n <= coalesce($limit, 10)
    )

select f.kind, f.id, f.name, f.area_id, a.area_name, f.lon, f.lat, f.level, f.geometry, f.matches, f.is_synthetic,
from found as f
left join area_known($as_of) as a on f.area_id = a.area_id
order by f.n
