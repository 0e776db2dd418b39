-- districts_against_city: the districts' published new cases added up beside the city's own figure, by day.
-- zh: 区县之和与全市通报对照
-- grain: day
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: city_positive bigint  -- people, published for the city; each once
-- column: districts_positive bigint  -- people, the districts' figures together
-- column: districts_given bigint  -- districts with a figure
-- column: difference bigint  -- districts minus city
-- column: converted bigint  -- of the difference: who became confirmed that day, whom districts count in both classes
-- column: unexplained bigint  -- the rest; null where a district has no figure
-- column: is_partial boolean
-- column: is_synthetic boolean
-- source: views/bulletin_area_day, views/bulletin_listed_day, views/area_known
-- note: districts that lie inside another are left out. Published figures are not adjusted.
with

    known_areas as (select * from area_known($as_of)),

    figures as materialized(
        select f.*, a.is_city
        from bulletin_area_day($as_of) as f
        inner join known_areas as a on f.area_id = a.area_id and (a.is_city or (a.is_district and not a.is_nested))
        where ($start::date is null or f.day >= $start::date) and f.day <= coalesce($end::date, $as_of::date)
    ),

    districts as (
        select
            day,
            sum(new_positive)::bigint as n,
            sum(coalesce(new_confirmed, 0) + coalesce(new_asymptomatic, 0))::bigint as by_class,
            count(new_positive) as given,
            count(*) as listed,
            bool_or(is_synthetic) as is_synthetic,
        from figures
        where not is_city
        group by day
        having count(new_positive) > 0
    ),

    conversions as (
        select l.day, max(l.converted)::bigint as n
        from bulletin_listed_day($as_of) as l
        inner join known_areas as a on l.area_id = a.area_id and a.is_city
        group by l.day
    )

select
    c.day,
    c.new_positive as city_positive,
    d.n as districts_positive,
    d.given as districts_given,
    d.n - c.new_positive as difference,
    if(d.n = d.by_class and d.n <> c.new_positive, coalesce(v.n, 0), 0)::bigint as converted,
    if(d.given = d.listed, d.n - c.new_positive - converted, null)::bigint as unexplained,
    c.is_partial,
    c.is_synthetic or d.is_synthetic as is_synthetic,
from figures as c
inner join districts as d on c.day = d.day
left join conversions as v on c.day = v.day
where c.is_city and c.new_positive is not null
order by c.day
