-- 划定至今最久的风险区，在地图上看
-- The zones in force the longest, for the map
select zone_id, area_id, area_name, level, extent_text, opened_at, date_diff('day', opened_at, $as_of) as days, lon, lat
from zone_open
where $district is null or area_id = $district
order by opened_at
limit 200
