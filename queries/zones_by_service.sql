-- zones_by_service: each high and medium zone in force with its last delivery and the links that deliver to it.
-- zh: 高、中风险区的配送对接与最近一次配送
-- grain: zone_id
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: zone_id varchar
-- column: area_id varchar
-- column: area_name varchar
-- column: level varchar
-- column: extent_text varchar
-- column: level_since timestamp
-- column: households bigint  -- null = unknown
-- column: last_served_at timestamp  -- null = no delivery on record
-- column: days_since double  -- days since the last delivery; null = none on record
-- column: is_standing boolean  -- in force at its level for two days
-- column: is_linked boolean  -- a working link delivers to it; null = no link reported, or its points state no state
-- column: is_synthetic boolean
-- source: views/zone_service, views/area_known
-- sliced: area_id
select
    z.zone_id,
    z.area_id,
    a.area_name,
    z.level,
    z.extent_text,
    z.level_since,
    z.households,
    z.last_served_at,
    date_diff('minute', z.last_served_at, $as_of::timestamp) / 1440.0 as days_since,
    z.is_standing,
    z.is_linked,
    z.is_synthetic,
from zone_service($as_of) as z
left join area_known($as_of) as a on z.area_id = a.area_id
where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], z.area_id)
order by zone_id
