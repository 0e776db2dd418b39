-- zones_by_precision: zones in force by how precisely they are located.
-- zh: 风险区位置精度：仅有地址者另计
-- grain: level, geometry_precision
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: level varchar
-- column: geometry_precision varchar  -- polygon, street_box, building_point, address_only or unknown
-- column: zones bigint
-- source: views/zone_open
with known_zones as (select * from zone_open($as_of))

select level, geometry_precision, count(*) as zones
from known_zones
group by level, geometry_precision
order by level, geometry_precision
