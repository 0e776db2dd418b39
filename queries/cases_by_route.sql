-- cases_by_route: new positives by route of discovery, and whether that means spread outside control.
-- zh: 发现途径构成与社会面区间：严口径 = yes，宽口径 = yes + unclear
-- grain: route
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: route varchar
-- column: outside_control varchar  -- no, yes or unclear; strict share = yes, broad share = yes + unclear
-- column: new_positive bigint  -- people
-- column: share double  -- of the positives whose route is given, 0-1
-- column: first_day date  -- of the days that give routes
-- column: last_day date
-- column: days_with_route bigint  -- days of the range that give routes at all
-- column: includes_partial boolean  -- the day in progress is among them
-- column: is_synthetic boolean
-- source: views/case_route_day, views/route_control
-- note: a day's routes come from where its total does: a whole day of the line list goes before part of one in a bulletin.
-- note: days whose bulletin gives no routes are not in these figures.
with

    figures as (
        select *
        from case_route_day($as_of)
        where ($start::date is null or day >= $start::date) and day <= coalesce($end::date, $as_of::date)
    ),

    days as (
        select
            min(day) as first_day,
            max(day) as last_day,
            count(distinct day) as days_with_route,
            bool_or(is_partial) as includes_partial,
            sum(new_positive) as positives
        from figures
    ),

    routes as (
        select route, sum(new_positive)::bigint as new_positive, bool_or(is_synthetic) as is_synthetic from figures group by route
    )

select
    r.route,
    coalesce(c.outside_control, 'unclear') as outside_control,
    r.new_positive,
    r.new_positive / nullif(d.positives, 0)::double as share,
    d.first_day,
    d.last_day,
    d.days_with_route,
    d.includes_partial,
    r.is_synthetic,
from routes as r
cross join days as d
left join route_control($as_of) as c on r.route = c.route
order by r.route
