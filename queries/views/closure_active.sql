-- closure_active: closures and restrictions in force.
-- zh: 仍在执行的封控与关停
-- grain: closure_id
-- source: views/closure_term, views/area_known
-- cached: many questions of one moment read it
-- note: an area of null means that the notice names none (the whole city, or not stated).
create or replace macro closure_active(as_of) as table
select c.*, a.area_name, c.planned_end_at < as_of as is_past_planned_end
from closure_term(as_of) as c
left join area_known(as_of) as a on c.area_id = a.area_id
where c.began_at <= as_of and (c.ended_at is null or c.ended_at > as_of)
