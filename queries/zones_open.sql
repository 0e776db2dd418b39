-- zones_open: every zone in force with its wording, place and clock.
-- zh: 现有风险区清单
-- grain: zone_id
-- param: $areas varchar[] = []  -- empty means every area
-- param: $levels varchar[] = []  -- empty means every level
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: zone_id varchar
-- column: area_id varchar
-- column: area_name varchar
-- column: level varchar
-- column: extent_text varchar  -- as published
-- column: excludes_text varchar
-- column: opened_at timestamp
-- column: level_since timestamp
-- column: geometry_precision varchar
-- column: lon double
-- column: lat double
-- column: geometry varchar  -- GeoJSON, WGS-84; null = no boundary
-- column: people bigint  -- null = unknown
-- column: households bigint  -- null = unknown
-- column: clear_days bigint  -- null for low zones, and where no clock can be reckoned
-- column: due_on date  -- null = no clock
-- column: state varchar  -- as of zones_due
-- column: scheme varchar  -- the last one stated for it
-- column: notice_no varchar
-- column: source varchar
-- column: is_synthetic boolean
-- source: views/zone_open, views/zone_clock
-- sliced: area_id
with

    known_zones as (
        select *
        from zone_open($as_of)
        where
            (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
            and (len($levels::varchar[]) = 0 or list_contains($levels::varchar[], level))
    ),

    clocks as (select zone_id, clear_days, due_on, state from zone_clock($as_of, ''))

select
    z.zone_id,
    z.area_id,
    z.area_name,
    z.level,
    z.extent_text,
    z.excludes_text,
    z.opened_at,
    z.level_since,
    z.geometry_precision,
    z.lon,
    z.lat,
    z.geometry,
    z.people,
    z.households,
    c.clear_days,
    c.due_on,
    coalesce(c.state, 'no_rule') as state,
    z.scheme,
    z.notice_no,
    z.source,
    z.is_synthetic,
from known_zones as z
left join clocks as c on z.zone_id = c.zone_id
order by z.zone_id
