-- case_route_day: new positives of the city by day and route, from the source of that day's total.
-- zh: 全市每日各发现途径的新增：与当日新增取自同一来源
-- grain: day, route
-- source: views/bulletin_route_day, views/case_listed_day, cases
-- cached: many questions of one moment read it
-- note: a past day of which bulletins give only part, and the line list the whole, is the line list's, as in case_day.
create or replace macro case_route_day(as_of) as table
select *
from bulletin_route_day(as_of)
where day not in (select day from case_listed_day(as_of))
union all
select
    cast(reported_at as date) as day, coalesce(route, 'unknown') as route, count(*) as new_positive, false as is_partial,
    'line_list' as source, bool_or(is_synthetic) as is_synthetic,
from current_cases(as_of)
where
    reported_at <= as_of and class in ('confirmed', 'asymptomatic', 'positive')
    and cast(reported_at as date) in (select day from case_listed_day(as_of))
group by cast(reported_at as date), coalesce(route, 'unknown')
