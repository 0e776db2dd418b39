-- 位于高风险区内仍开放的保供企业
-- Whitelisted businesses that are open inside a high-risk zone
select s.area_id, s.area_name, s.category, s.name, s.mode, z.zone_id, z.extent_text, s.lon, s.lat
from business_state as s
join business_zone as z using (business_id)
where z.level = 'high' and s.state = 'listed'
order by s.area_id, s.name
