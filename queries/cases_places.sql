-- cases_places: places of cases with coordinates, for the map of places.
-- zh: 有坐标的病例地点（按地点合并）
-- grain: place_key
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: place_key varchar
-- column: place varchar  -- as published, no finer than the estate; null = not named
-- column: area_id varchar
-- column: area_name varchar
-- column: lon double  -- WGS-84
-- column: lat double  -- WGS-84
-- column: cases bigint  -- people
-- column: last_reported_on date
-- column: is_synthetic boolean
-- source: cases, views/area_known
with

    persons as (
        select c.*, concat_ws('|', c.area_id, c.place, c.lon, c.lat) as place_key
        from current_cases($as_of) as c
        where
            c.lon is not null
            and c.lat is not null
            and c.reported_at <= $as_of
            and ($start::date is null or cast(c.reported_at as date) >= $start::date)
            and cast(c.reported_at as date) <= coalesce($end::date, $as_of::date)
            and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], c.area_id))
    ),

    places as (
        select
            place_key,
            any_value(place) as place,
            any_value(area_id) as area_id,
            any_value(lon) as lon,
            any_value(lat) as lat,
            count(*) as cases,
            max(cast(reported_at as date)) as last_reported_on,
            bool_or(is_synthetic) as is_synthetic,
        from persons
        group by place_key
    )

select p.place_key, p.place, p.area_id, a.area_name, p.lon, p.lat, p.cases, p.last_reported_on, p.is_synthetic
from places as p
left join area_known($as_of) as a on p.area_id = a.area_id
order by p.place_key
