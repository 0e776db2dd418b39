-- cases_located: persons of the line list with and without coordinates by area, for the words beside the map of places.
-- zh: 各区县病例个案中有坐标与无坐标的人数
-- grain: area_id
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar  -- null = the line list names no area
-- column: cases bigint  -- people
-- column: located bigint  -- people with coordinates
-- column: is_synthetic boolean
-- source: cases
-- sliced: area_id
select
    area_id,
    count(*) as cases,
    count(*) filter (where lon is not null and lat is not null) as located,
    coalesce(bool_or(is_synthetic), false) as is_synthetic,
from current_cases($as_of)
where
    reported_at <= $as_of
    and ($start::date is null or cast(reported_at as date) >= $start::date)
    and cast(reported_at as date) <= coalesce($end::date, $as_of::date)
    and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
group by area_id
order by area_id
