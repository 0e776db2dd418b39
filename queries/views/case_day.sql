-- case_day: new cases by day and area from the best source of that day.
-- zh: 每日各区新增：整日优先于部分时段；其中通报优先，其次个案，再次累计之差与区县之和
-- grain: day, area_id
-- source: views/bulletin_area_day, views/line_list_area_day, views/cumulative_change_day, views/area_known
-- cached: many questions of one moment read it
-- note: source is bulletin, line_list, cumulative_change or district_sum; sources are never mixed within a day of one area.
-- note: a whole day goes before part of one. A line list with fewer than were published of part of the day is not whole.
-- note: district_sum is the city's classes where every district's are published and not its own. Who converted is in both classes
-- and nobody said how many, so that there is no new_positive: it would count them twice.
create or replace macro case_day(as_of) as table
with

published as materialized(select * from bulletin_area_day(as_of)),

line_list as materialized(select * from line_list_area_day(as_of)),

known_areas as materialized(select * from area_known(as_of) where is_city or (is_district and not is_nested)),

short_days as (
    select l.day
    from line_list as l
    inner join published as p on l.day = p.day and l.area_id = p.area_id and p.is_partial and l.new_positive < p.new_positive
    inner join known_areas as a on l.area_id = a.area_id and a.is_city
),

district_sums as (
    select
        p.day, sum(p.new_confirmed)::bigint as new_confirmed, sum(p.new_asymptomatic)::bigint as new_asymptomatic,
        bool_or(p.is_partial) as is_partial, bool_or(p.is_synthetic) as is_synthetic,
    from published as p
    inner join known_areas as a on p.area_id = a.area_id and not a.is_city
    where p.new_confirmed is not null and p.new_asymptomatic is not null
    group by p.day
    having count(*) = (select count(*) from known_areas where not is_city)
),

figures as (
    select
        day, area_id, new_positive, new_confirmed, new_asymptomatic, is_partial, 'bulletin' as source, is_synthetic,
        1 as preference,
    from published
    union all
    select
        day, area_id, new_positive, new_confirmed, new_asymptomatic, is_partial or day in (select day from short_days) as is_partial,
        'line_list' as source, is_synthetic, 2 as preference,
    from line_list
    union all
    select
        day, area_id, new_confirmed as new_positive, new_confirmed, null as new_asymptomatic, false as is_partial,
        'cumulative_change' as source, is_synthetic, 3 as preference,
    from cumulative_change_day(as_of)
    union all
    select
        s.day, c.area_id, null as new_positive, s.new_confirmed, s.new_asymptomatic, s.is_partial, 'district_sum' as source, s.is_synthetic,
        4 as preference,
    from district_sums as s
    inner join known_areas as c on c.is_city
)

select day, area_id, new_positive, new_confirmed, new_asymptomatic, is_partial, source, is_synthetic
from figures
qualify row_number() over (partition by day, area_id order by is_partial, preference) = 1
