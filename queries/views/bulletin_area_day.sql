-- bulletin_area_day: new cases by day and area as published, with unlisted districts resolved.
-- zh: 通报口径的每日各区新增
-- grain: day, area_id
-- source: views/bulletin_day_closing, views/bulletin_listed_day, views/area_known
-- cached: many questions of one moment read it
-- note: an unlisted district is 0 only where the listed ones add up to the city's figure (conversions aside), else null.
-- note: conversions are subtracted for a district only where they are published for it.
create or replace macro bulletin_area_day(as_of) as table
with

closing as (select * from bulletin_day_closing(as_of)),

listed as (select * from bulletin_listed_day(as_of)),

known_areas as (select * from area_known(as_of)),

slots as (
    select day, reporter_id, area_id from listed
    union
    select c.day, c.reporter_id, a.area_id
    from closing as c
    inner join known_areas as city on c.reporter_id = city.area_id and city.is_city
    inner join known_areas as a on a.is_district and not a.is_nested
),

figures as (
    select
        s.day,
        s.area_id,
        s.reporter_id,
        c.is_partial,
        c.window_end,
        c.is_synthetic,
        coalesce(l.total, if(c.total_closes and l.area_id is null, 0, null)) as total,
        coalesce(l.confirmed, if(c.confirmed_closes, 0, null)) as confirmed,
        coalesce(l.asymptomatic, if(c.asymptomatic_closes, 0, null)) as asymptomatic,
        l.converted,
        c.gives_confirmed,
        c.gives_asymptomatic,
    from slots as s
    inner join closing as c on s.day = c.day and s.reporter_id = c.reporter_id
    left join listed as l on s.day = l.day and s.reporter_id = l.reporter_id and s.area_id = l.area_id
)

select
    day,
    area_id,
    coalesce(
        total,
        case
            when area_id = reporter_id and (gives_confirmed or gives_asymptomatic)
                then coalesce(confirmed, 0) - coalesce(converted, 0) + coalesce(asymptomatic, 0)
            when gives_confirmed or gives_asymptomatic
                then if(gives_confirmed, confirmed - coalesce(converted, 0), 0) + if(gives_asymptomatic, asymptomatic, 0)
        end
    )::bigint as new_positive,
    confirmed::bigint as new_confirmed,
    asymptomatic::bigint as new_asymptomatic,
    is_partial,
    window_end,
    is_synthetic,
from figures
qualify row_number() over (
    partition by day, area_id
    order by new_positive is null, window_end desc, (reporter_id = area_id) desc, reporter_id
) = 1
