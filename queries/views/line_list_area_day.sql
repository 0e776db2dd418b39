-- line_list_area_day: persons of the line list by day of report and area, the city included.
-- zh: 个案口径的每日各区新增
-- grain: day, area_id
-- source: cases, views/area_known, views/case_known_day
-- note: a person who converted counts once as positive, on the first report; as confirmed on the day of conversion.
-- note: on a day that the deliveries cover every district and the city have a figure, 0 included; other days have no rows.
create or replace macro line_list_area_day(as_of) as table
with

known_areas as (select * from area_known(as_of)),

persons as (
    select
        c.area_id, cast(c.reported_at as date) as reported_on, c.class, c.is_synthetic,
        case when c.converted_at <= as_of then cast(c.converted_at as date) end as converted_on,
    from current_cases(as_of) as c
    where c.reported_at <= as_of and c.class in ('confirmed', 'asymptomatic', 'positive')
),

counted as (
    select
        area_id, reported_on as day, 1 as positive, is_synthetic,
        (class = 'confirmed' and converted_on is null)::integer as confirmed,
        (class = 'asymptomatic' or converted_on is not null)::integer as asymptomatic,
    from persons
    union all
    select area_id, converted_on as day, 0 as positive, is_synthetic, 1 as confirmed, 0 as asymptomatic
    from persons
    where converted_on is not null
),

by_area as (
    select
        day, area_id, sum(positive) as positive, sum(confirmed) as confirmed, sum(asymptomatic) as asymptomatic,
        bool_or(is_synthetic) as is_synthetic,
    from counted
    group by day, area_id
),

days as (
    select coalesce(k.day, d.day) as day, coalesce(k.is_whole, true) as is_whole
    from case_known_day(as_of) as k
    full join (select distinct day from by_area) as d on k.day = d.day
),

city_sums as (
    select day, sum(positive) as positive, sum(confirmed) as confirmed, sum(asymptomatic) as asymptomatic, bool_or(is_synthetic) as is_synthetic,
    from by_area
    group by day
),

by_city as (
    select
        k.day, a.area_id, coalesce(d.positive, 0) as positive, coalesce(d.confirmed, 0) as confirmed,
        coalesce(d.asymptomatic, 0) as asymptomatic, k.is_whole,
        coalesce(d.is_synthetic, (select bool_or(is_synthetic) from persons)) as is_synthetic,
    from days as k
    cross join known_areas as a
    left join city_sums as d on k.day = d.day
    where a.is_city
),

slots as (
    select c.day, a.area_id, c.is_whole, c.is_synthetic
    from by_city as c
    cross join known_areas as a
    where a.is_district and not a.is_nested
    union
    select d.day, d.area_id, c.is_whole, c.is_synthetic
    from by_area as d
    inner join by_city as c on d.day = c.day and d.area_id <> c.area_id
)

select
    s.day, s.area_id, coalesce(d.positive, 0)::bigint as new_positive, coalesce(d.confirmed, 0)::bigint as new_confirmed,
    coalesce(d.asymptomatic, 0)::bigint as new_asymptomatic, not s.is_whole as is_partial, s.is_synthetic,
from slots as s
left join by_area as d on s.day = d.day and s.area_id = d.area_id
union all
select day, area_id, positive::bigint, confirmed::bigint, asymptomatic::bigint, not is_whole, is_synthetic from by_city
