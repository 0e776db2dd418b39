-- 各区县现有风险区，按等级
-- Zones in force by district and level
select area_id, area_name, level, count(*) as zones, sum(people) as people
from zone_open
group by all
order by zones desc
