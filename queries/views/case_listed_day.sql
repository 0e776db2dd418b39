-- case_listed_day: whole days of which the city's new cases are taken from the line list.
-- zh: 全市新增取自个案的整日
-- grain: day
-- source: views/case_day, views/area_known
-- cached: many questions of one moment read it
create or replace macro case_listed_day(as_of) as table
select f.day
from case_day(as_of) as f
inner join area_known(as_of) as a on f.area_id = a.area_id and a.is_city
where f.source = 'line_list' and not f.is_partial
