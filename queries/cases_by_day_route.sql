-- cases_by_day_route: new positives of the city by day and route of discovery.
-- zh: 每日各发现途径新增
-- grain: day, route
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: route varchar
-- column: outside_control varchar  -- no, yes or unclear
-- column: new_positive bigint  -- people
-- column: is_partial boolean
-- column: source varchar  -- bulletin or line_list
-- column: is_synthetic boolean
-- source: views/case_route_day, views/route_control
-- note: a day's routes come from where its total does: a whole day of the line list goes before part of one in a bulletin.
-- note: a day whose bulletin gives no routes has no rows.
with

    figures as (
        select *
        from case_route_day($as_of)
        where ($start::date is null or day >= $start::date) and day <= coalesce($end::date, $as_of::date)
    )

select
    f.day,
    f.route,
    coalesce(c.outside_control, 'unclear') as outside_control,
    f.new_positive,
    f.is_partial,
    f.source,
    f.is_synthetic,
from figures as f
left join route_control($as_of) as c on f.route = c.route
order by f.day, f.route
