-- 位于高风险区内的在册保供企业与营业方式
-- Whitelisted businesses inside a high-risk zone, and how they operate
select s.area_id, s.area_name, s.category, s.name, s.mode, s.mode_reason, z.is_certain, z.zone_id, z.extent_text, s.lon, s.lat
from business_state as s
join business_zone as z using (business_id)
where z.level = 'high' and s.state = 'listed'
order by s.area_id, s.name
