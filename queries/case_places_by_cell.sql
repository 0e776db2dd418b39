-- case_places_by_cell: places named in connection with cases, by cell of about one kilometre, for the map.
-- zh: 公布的病例涉及场所，按约 1 公里格合并
-- grain: cell
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: cell varchar
-- column: area_id varchar  -- of most of its rows
-- column: area_name varchar
-- column: lon double  -- WGS-84, the mean of its rows
-- column: lat double  -- WGS-84
-- column: named bigint  -- place-days: a place named on a day counts once; no number of people
-- column: places bigint  -- different places
-- column: last_on date
-- column: is_synthetic boolean
-- source: case_places, views/area_known
-- note: of the chosen days the 14 to the last that has a row. Rows without coordinates are in case_places_by_day alone.
with

    chosen as (
        select *
        from current_case_places($as_of)
        where
            ($start::date is null or day >= $start::date)
            and day <= coalesce($end::date, $as_of::date)
            and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
        qualify day > max(day) over () - 14
    ),

    cells as (
        select
            concat_ws(':', floor(lon * 100)::integer, floor(lat * 110)::integer) as cell,
            mode(area_id) as area_id,
            avg(lon) as lon,
            avg(lat) as lat,
            count(*) as named,
            count(distinct place) as places,
            max(day) as last_on,
            bool_or(is_synthetic) as is_synthetic,
        from chosen
        where lon is not null and lat is not null
        group by cell
    )

select c.cell, c.area_id, a.area_name, c.lon, c.lat, c.named, c.places, c.last_on, c.is_synthetic
from cells as c
left join area_known($as_of) as a on c.area_id = a.area_id
order by c.cell
