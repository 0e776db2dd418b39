-- bulletin_latest: the newest bulletin of the city and whether its figures add up.
-- zh: 最新疫情通报
-- grain: bulletin_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: window_start timestamp
-- column: window_end timestamp  -- exclusive
-- column: new_positive bigint  -- people, as published; null = not given
-- column: new_confirmed bigint  -- people, as published
-- column: new_asymptomatic bigint  -- people, as published
-- column: adds_up boolean  -- classes, districts and routes close to the total; null = nothing is broken down
-- column: classes_add_up boolean  -- null = not broken down by class
-- column: districts_add_up boolean  -- null = not broken down by district
-- column: routes_add_up boolean  -- null = not broken down by route
-- column: newly_converted bigint  -- people, asymptomatic before; null = not given
-- column: is_partial boolean  -- the window is shorter than a day
-- column: published_at timestamp
-- column: revision bigint
-- column: bulletin_id varchar
-- column: title varchar
-- column: source varchar
-- column: is_synthetic boolean
-- source: views/bulletin_figure, views/bulletin_breakdown
-- note: latest window end, then highest revision, then latest publication. Nothing is corrected here.
-- note: a bulletin of cumulative counts alone is shown too, with null new cases, where the city publishes no other.
with

    newest as (
        select b.*
        from bulletin_standing($as_of) as b
        inner join area_known($as_of) as a on b.reporter_id = a.area_id and a.is_city
        left join bulletin_figure($as_of) as f on b.bulletin_id = f.bulletin_id
        qualify
            row_number() over (
                order by
                    (f.new_positive is not null) desc, b.window_end desc, b.revision desc, b.published_at desc, b.bulletin_id desc
            )
            = 1
    ),

    breakdowns as (
        select
            bulletin_id,
            bool_and(closes) as adds_up,
            bool_and(closes) filter (where dimension = 'class') as classes_add_up,
            bool_and(closes) filter (where dimension = 'area') as districts_add_up,
            bool_and(closes) filter (where dimension = 'route') as routes_add_up,
        from bulletin_breakdown($as_of)
        where measure = 'new' and dimension in ('class', 'area', 'route')
        group by bulletin_id
    )

select
    n.window_start,
    n.window_end,
    f.new_positive,
    f.new_confirmed,
    f.new_asymptomatic,
    b.adds_up,
    b.classes_add_up,
    b.districts_add_up,
    b.routes_add_up,
    f.newly_converted,
    n.is_partial,
    n.published_at,
    n.revision,
    n.bulletin_id,
    n.title,
    n.source,
    n.is_synthetic,
from newest as n
left join bulletin_figure($as_of) as f on n.bulletin_id = f.bulletin_id
left join breakdowns as b on n.bulletin_id = b.bulletin_id
order by n.bulletin_id
