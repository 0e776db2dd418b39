-- bulletin_district_sum: the city's new cases by class where bulletins give every district's and not the city's own.
-- zh: 未公布全市数字而各区县齐全的日期：各类别为区县之和
-- grain: day, area_id
-- source: views/bulletin_area_day, views/area_known
-- note: who converted is in both classes and conversions are not known, so that there is no number of people: it would count
-- them twice.
create or replace macro bulletin_district_sum(as_of) as table
with

known_areas as (select * from area_known(as_of)),

published as materialized(select * from bulletin_area_day(as_of)),

sums as (
    select
        p.day, sum(p.new_confirmed)::bigint as new_confirmed, sum(p.new_asymptomatic)::bigint as new_asymptomatic,
        bool_or(p.is_partial) as is_partial, bool_or(p.is_synthetic) as is_synthetic, count(*) as given,
    from published as p
    inner join known_areas as a on p.area_id = a.area_id and a.is_district and not a.is_city and not a.is_nested
    where p.new_confirmed is not null and p.new_asymptomatic is not null
    group by p.day
)

select s.day, c.area_id, s.new_confirmed, s.new_asymptomatic, s.is_partial, s.is_synthetic
from sums as s
inner join known_areas as c on c.is_city
where
    s.given = (select count(*) from known_areas where is_district and not is_city and not is_nested)
    and s.day not in (select p.day from published as p where p.area_id = c.area_id and p.new_positive is not null)
