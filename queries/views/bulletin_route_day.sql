-- bulletin_route_day: new positives by day and route for the city, from bulletins, else from the line list.
-- zh: 每日各发现途径的新增
-- grain: day, route
-- source: views/bulletin_of_day, bulletin_cells, cases
-- cached: many questions of one moment read it
-- note: a route that bulletins give for all classes together outranks the sum of classes.
-- note: a day with a bulletin of new cases that gives no routes has no rows; the line list fills only days without one.
create or replace macro bulletin_route_day(as_of) as table
with

speaking as (
    select s.* from bulletin_of_day(as_of) as s
    inner join area_known(as_of) as a on s.reporter_id = a.area_id and a.is_city
),

cells as (
    select
        s.day,
        c.route,
        coalesce(c.class, 'all') in ('all', 'positive') as is_total,
        c.class,
        arg_max(c.n, (s.published_at, s.bulletin_id)) as n,
        bool_or(s.is_partial) as is_partial,
        bool_or(s.is_synthetic) as is_synthetic,
    from current_bulletin_cells(as_of) as c
    inner join speaking as s on c.bulletin_id = s.bulletin_id
    where c.measure = 'new' and c.route is not null and (c.area_id is null or c.area_id = s.reporter_id)
        and c.severity is null
        and (c.class is null or c.class in ('confirmed', 'asymptomatic', 'positive'))
    group by s.day, c.route, is_total, c.class, c.origin
),

bulletin_days as (
    select
        day, route, is_partial, is_synthetic,
        coalesce(sum(n) filter (where is_total), sum(n) filter (where not is_total))::bigint as new_positive,
    from cells
    group by day, route, is_partial, is_synthetic
),

line_list_days as (
    select
        cast(reported_at as date) as day, coalesce(route, 'unknown') as route, count(*) as new_positive,
        bool_or(is_synthetic) as is_synthetic,
    from current_cases(as_of)
    where reported_at <= as_of and class in ('confirmed', 'asymptomatic', 'positive')
    group by cast(reported_at as date), coalesce(route, 'unknown')
)

select day, route, new_positive, is_partial, 'bulletin' as source, is_synthetic
from bulletin_days
union all
select day, route, new_positive, day = cast(as_of as date) as is_partial, 'line_list' as source, is_synthetic
from line_list_days
where day not in (select day from speaking)
