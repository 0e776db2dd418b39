-- case_places_by_day: places named in connection with cases by day, with how many can be located.
-- zh: 每日公布的病例涉及场所
-- grain: day
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: named bigint  -- places named for that day; no number of people
-- column: located bigint  -- of these with credible coordinates
-- column: districts bigint  -- districts that they lie in
-- column: is_synthetic boolean
-- source: case_places
-- note: of the chosen days the 14 to the last that has a row.
with

    chosen as (
        select *
        from current_case_places($as_of)
        where
            ($start::date is null or day >= $start::date)
            and day <= coalesce($end::date, $as_of::date)
            and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
        qualify day > max(day) over () - 14
    )

select
    day,
    count(*) as named,
    count(*) filter (where lon is not null and lat is not null) as located,
    count(distinct area_id) as districts,
    bool_or(is_synthetic) as is_synthetic,
from chosen
group by day
order by day
