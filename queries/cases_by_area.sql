-- cases_by_area: cases of the last 7 and the 7 days before by area, with the rate per 100,000.
-- zh: 各区近 7 日新增、每十万人、与前 7 日之比
-- grain: area_id
-- param: $day date = 2022-11-28  -- last day counted; null = the last whole day of the city, or the day of as_of without one
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar
-- column: last_day date  -- the last day counted
-- column: new_positive bigint  -- people on that day; null = not reported
-- column: positive_7d bigint  -- people in the 7 days to it; null unless every day has a figure
-- column: positive_7d_before bigint  -- people in the 7 days before; null unless every day has a figure
-- column: change_7d bigint  -- people, the first minus the second
-- column: positive_known bigint  -- people over the days of the 7 that have a figure; null = none has
-- column: days_known bigint  -- days of the 7 with a figure
-- column: partial_days bigint  -- days of these of which only a part is known
-- column: population bigint  -- residents; null = unknown
-- column: population_year bigint
-- column: per_100k double  -- positive_known per 100,000 residents; null without population
-- column: is_partial boolean  -- the last day is not whole
-- column: is_city boolean
-- column: is_nested boolean
-- column: is_synthetic boolean
-- source: views/case_day, views/area_known
-- note: a partial day is never part of a complete 7 days. per_100k is over days_known days, which the reader must be shown.
with

    known_areas as (select * from area_known($as_of) where is_city or is_district),

    all_days as materialized(select * from case_day($as_of)),
    counted as (
        select coalesce($day::date, max(f.day), $as_of::date) as last_day
        from all_days as f
        inner join known_areas as a on f.area_id = a.area_id and a.is_city
        where not f.is_partial and (f.new_positive is not null or f.source = 'district_sum')
    ),

    figures as (
        select f.*, c.last_day - f.day as days_ago
        from all_days as f
        cross join counted as c
        where f.day between c.last_day - 13 and c.last_day
    ),

    sums as (
        select
            area_id,
            max(new_positive) filter (where days_ago = 0) as new_positive,
            sum(new_positive) filter (where days_ago < 7) as sum_7d,
            count(new_positive) filter (where days_ago < 7) as days_known,
            count(new_positive) filter (where days_ago < 7 and not is_partial) as whole_days,
            sum(new_positive) filter (where days_ago >= 7) as sum_before,
            count(new_positive) filter (where days_ago >= 7 and not is_partial) as whole_days_before,
            bool_or(is_partial) filter (where days_ago = 0) as is_partial,
            bool_or(is_synthetic) filter (where days_ago < 7 and new_positive is not null) as is_synthetic
        from figures
        group by area_id
    )

select
    a.area_id,
    a.area_name,
    c.last_day,
    s.new_positive,
    if(s.whole_days = 7, s.sum_7d, null)::bigint as positive_7d,
    if(s.whole_days_before = 7, s.sum_before, null)::bigint as positive_7d_before,
    if(s.whole_days = 7 and s.whole_days_before = 7, s.sum_7d - s.sum_before, null)::bigint as change_7d,
    s.sum_7d::bigint as positive_known,
    coalesce(s.days_known, 0) as days_known,
    coalesce(s.days_known - s.whole_days, 0) as partial_days,
    a.population,
    a.population_year,
    s.sum_7d * 100000.0 / nullif(a.population, 0) as per_100k,
    s.is_partial,
    a.is_city,
    a.is_nested,
    s.is_synthetic,
from known_areas as a
cross join counted as c
left join sums as s on a.area_id = s.area_id
order by a.area_id
