-- 近两周各区县每日新增阳性
-- New positives by day and district, the last two weeks
select d.day, d.area_id, d.area_name, d.new_positive, d.is_partial, d.source
from case_day as d
join area_known as a using (area_id)
where a.is_district and d.day > $as_of::date - 14
order by d.day, d.area_id
