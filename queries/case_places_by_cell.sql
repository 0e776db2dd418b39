-- case_places_by_cell: places named in connection with cases, by day and cell of about one kilometre, for the map.
-- zh: 公布的病例涉及场所，按日和约 1 公里格合并
-- grain: cell, day
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: cell varchar  -- its number to the east and to the north, in hundredths and hundred-and-tenths of a degree
-- column: day date
-- column: area_id varchar  -- of most of the cell's rows
-- column: area_name varchar
-- column: lon double  -- WGS-84, the middle of the cell
-- column: lat double  -- WGS-84
-- column: named bigint  -- places named that day; no number of people
-- column: is_synthetic boolean
-- source: case_places, views/area_known
-- note: of the chosen days the 14 to the last that has a row. Rows without coordinates are in case_places_by_day alone.
with

    chosen as (
        select day, area_id, floor(lon * 100)::integer as east, floor(lat * 110)::integer as north, lon, lat, is_synthetic
        from current_case_places($as_of)
        where
            ($start::date is null or day >= $start::date)
            and day <= coalesce($end::date, $as_of::date)
            and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
        qualify day > max(day) over () - 14
    ),

    located as (select * from chosen where lon is not null and lat is not null),

    cells as (select east, north, mode(area_id) as area_id from located group by east, north),

    cell_days as (
        select east, north, day, count(*) as named, bool_or(is_synthetic) as is_synthetic from located group by east, north, day
    )

select
    c.east || ':' || c.north as cell,
    d.day,
    c.area_id,
    a.area_name,
    (c.east + 0.5) / 100 as lon,
    (c.north + 0.5) / 110 as lat,
    d.named,
    d.is_synthetic,
from cell_days as d
inner join cells as c on d.east = c.east and d.north = c.north
left join area_known($as_of) as a on c.area_id = a.area_id
order by cell, d.day
