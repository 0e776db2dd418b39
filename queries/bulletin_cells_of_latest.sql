-- bulletin_cells_of_latest: every number of the city's newest bulletin.
-- zh: 最新通报的每个数字
-- grain: measure, class, area_id, route, origin, severity
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: measure varchar
-- column: class varchar  -- all = not split
-- column: area_id varchar  -- the city's own identifier = the whole city
-- column: area_name varchar
-- column: route varchar  -- all = not split
-- column: origin varchar  -- all = not split
-- column: severity varchar  -- all = not split
-- column: n bigint  -- people, as published
-- column: qualifier varchar
-- column: route_raw varchar  -- the route as published
-- column: outside_control varchar  -- no, yes, unclear; null = not a route's figure
-- column: bulletin_id varchar
-- column: published_at timestamp
-- column: is_synthetic boolean
-- source: views/bulletin_figure, bulletin_cells, views/route_control
with

    newest as (
        select b.*
        from bulletin_figure($as_of) as b
        inner join area_known($as_of) as a on b.reporter_id = a.area_id and a.is_city
        where b.new_positive is not null
        qualify row_number() over (order by b.window_end desc, b.revision desc, b.published_at desc, b.bulletin_id desc) = 1
    ),

    cells as (
        select c.*, coalesce(c.area_id, n.reporter_id) as place_id, n.published_at, n.is_synthetic as is_made_up
        from current_bulletin_cells($as_of) as c
        inner join newest as n on c.bulletin_id = n.bulletin_id
    )

select
    c.measure,
    coalesce(c.class, 'all') as class,
    c.place_id as area_id,
    a.area_name,
    coalesce(c.route, 'all') as route,
    coalesce(c.origin, 'all') as origin,
    coalesce(c.severity, 'all') as severity,
    c.n,
    coalesce(c.qualifier, 'exact') as qualifier,
    c.route_raw,
    r.outside_control,
    c.bulletin_id,
    c.published_at,
    c.is_made_up as is_synthetic,
from cells as c
left join area_known($as_of) as a on c.place_id = a.area_id
left join route_control($as_of) as r on c.route = r.route
order by c.measure, class, c.place_id, route, origin, severity
