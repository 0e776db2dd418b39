-- headline_cases: the newest window of the city, the same window before it, and the share found outside control.
-- zh: 总览：病例
-- grain: one row, or none without a bulletin of new cases
-- note: a bulletin of several days is one statement of its period, compared with a period as long; never with a day.
-- source: views/bulletin_figure, views/bulletin_route_day, views/route_control
create or replace macro headline_cases(as_of) as table
with

city_figures as (
    select f.*
    from bulletin_figure(as_of) as f
    inner join area_known(as_of) as a on f.reporter_id = a.area_id and a.is_city
    where f.new_positive is not null
    qualify row_number() over (
        partition by f.window_start, f.window_end order by f.revision desc, f.published_at desc, f.bulletin_id desc
    ) = 1
),

newest as (select * from city_figures order by window_end desc, window_start desc limit 1),

like_for_like as (
    select max(f.day) as compared_day, arg_max(f.new_positive, f.day) as compared_positive
    from city_figures as f
    inner join newest as n
        on f.day < n.day and f.window_end - f.window_start = n.window_end - n.window_start
        and cast(f.window_start as time) = cast(n.window_start as time)
),

routes as (
    select
        sum(r.new_positive)::bigint as routed,
        coalesce(sum(r.new_positive) filter (where c.outside_control = 'yes'), 0) as strict,
        coalesce(sum(r.new_positive) filter (where c.outside_control <> 'no'), 0) as broad,
    from bulletin_route_day(as_of) as r
    left join route_control(as_of) as c on r.route = c.route
    where r.day = (select day from newest)
)

select
    n.window_start,
    n.window_end,
    n.new_positive,
    l.compared_day,
    l.compared_positive,
    r.routed as routed_positive,
    r.strict / nullif(r.routed, 0)::double as outside_strict_share,
    r.broad / nullif(r.routed, 0)::double as outside_broad_share,
from newest as n
cross join like_for_like as l
cross join routes as r
