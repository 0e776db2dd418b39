-- bulletin_listed_day: the figures that the bulletins of a day list, by area.
-- zh: 每日通报列出的各地区数字
-- grain: day, reporter_id, area_id
-- source: views/bulletin_of_day, views/bulletin_area_figure
-- note: where several bulletins of one window speak together, the later published one wins figure by figure.
create or replace macro bulletin_listed_day(as_of) as table
select
    s.day,
    s.reporter_id,
    f.area_id,
    arg_max(f.total, (s.published_at, s.bulletin_id)) as total,
    arg_max(f.confirmed, (s.published_at, s.bulletin_id)) as confirmed,
    arg_max(f.asymptomatic, (s.published_at, s.bulletin_id)) as asymptomatic,
    arg_max(f.converted, (s.published_at, s.bulletin_id)) as converted,
from bulletin_of_day(as_of) as s
inner join bulletin_area_figure(as_of) as f on s.bulletin_id = f.bulletin_id
group by s.day, s.reporter_id, f.area_id
