-- 保障不足两天的保供点
-- Supply points whose cover is below two days
select supply_point_id, name, area_id, area_name, worst_item, worst_cover_days, population_served, reported_at, lon, lat
from supply_point_state
where worst_cover_days < 2 and state <> 'closed'
order by worst_cover_days
