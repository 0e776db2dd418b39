-- bulletin_area_figure: new cases of one bulletin for one area, by class.
-- zh: 每份通报对每个地区公布的新增
-- grain: bulletin_id, area_id
-- source: views/bulletin_standing, bulletin_cells
-- cached: many questions of one moment read it
-- note: the city named as the area of a figure and no area at all say the same, and are one figure; so are positive and no class.
-- note: a figure given only by origin, route or severity is added up over the first of these that is given.
create or replace macro bulletin_area_figure(as_of) as table
with

cells as (
    select
        b.bulletin_id,
        b.reporter_id,
        coalesce(c.area_id, b.reporter_id) as area_id,
        case
            when c.measure = 'converted' then 'converted'
            when c.class is null or c.class = 'positive' then 'total'
            else c.class
        end as figure,
        c.n,
        (c.origin is not null)::integer as by_origin,
        (c.route is not null)::integer as by_route,
        (c.severity is not null)::integer as by_severity,
    from current_bulletin_cells(as_of) as c
    inner join bulletin_standing(as_of) as b using (bulletin_id)
    where c.measure in ('new', 'converted')
    qualify
        row_number() over (
            partition by
                c.bulletin_id, coalesce(c.area_id, b.reporter_id), figure, if(c.measure = 'converted', c.class, null), c.origin, c.route, c.route_raw,
                c.severity
            order by c.area_id is null desc, c.class is null, c.n desc
        )
        = 1
),

summed as (
    select bulletin_id, reporter_id, area_id, figure, by_origin, by_route, by_severity, sum(n)::bigint as n
    from cells
    group by bulletin_id, reporter_id, area_id, figure, by_origin, by_route, by_severity
),

margins as (
    select
        bulletin_id,
        reporter_id,
        area_id,
        figure,
        arg_min(n, by_origin + 2 * by_route + 4 * by_severity) as n,
    from summed
    group by bulletin_id, reporter_id, area_id, figure
)

select
    bulletin_id,
    reporter_id,
    area_id,
    max(n) filter (where figure = 'total') as total,
    max(n) filter (where figure = 'confirmed') as confirmed,
    max(n) filter (where figure = 'asymptomatic') as asymptomatic,
    max(n) filter (where figure = 'converted') as converted,
from margins
group by bulletin_id, reporter_id, area_id
