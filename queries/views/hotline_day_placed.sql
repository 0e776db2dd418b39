-- hotline_day_placed: calls by day, topic and outcome, as far as they are on record, with the district that stands for theirs.
-- zh: 每日各区各主题来电，按现行区划
-- grain: several rows of a day, district, topic and outcome, from several files, to be added up
-- source: rollups/hotline_day, views/hotline_known_until, views/area_standing
-- cached: many questions of one moment read it
-- note: today = the day that is not over, or of which not every call is on record yet. area_id null = not recorded.
create or replace macro hotline_day_placed(as_of) as table
select
    c.day, coalesce(m.standing_id, c.area_id) as area_id, c.topic, c.outcome, c.calls, c.is_synthetic,
    coalesce(u.known_until, as_of)::date as today,
from main.hotline_day as c
cross join hotline_known_until(as_of) as u
left join area_standing(as_of) as m on c.area_id = m.area_id
where c.sys_from <= as_of and (c.sys_to is null or c.sys_to > as_of)
