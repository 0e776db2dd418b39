-- cases_by_day_area: newly reported cases by day and area, for the epidemic curve.
-- zh: 每日各区新增：每区县每日一行，全市须在 areas 中指明
-- grain: area_id, day
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $areas varchar[] = []  -- empty means every district, so that rows add up; name the city for its own row
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar  -- Chinese name; null = the area is not in the register
-- column: day date
-- column: new_positive bigint  -- people; null = not reported that day, never 0
-- column: new_confirmed bigint  -- people, conversions included; null = not given by class
-- column: new_asymptomatic bigint  -- people; null = not given by class
-- column: is_partial boolean  -- the day's window is not yet whole; null = no report
-- column: source varchar  -- bulletin, line_list or cumulative_change; null = no report
-- column: is_city boolean  -- the city's own row, which the districts add up to
-- column: is_nested boolean  -- inside another area's figures; left out of sums
-- column: is_synthetic boolean
-- source: views/case_day, views/area_known
-- sliced: area_id
-- note: a whole day goes before part of one; then bulletins outrank the line list. Published figures are not adjusted;
-- corrections may be
-- negative.
-- note: a city without districts is its own only area. Nested zones lie inside a district: leave them out of sums.
-- note: start null = the first day known, end null = the day of as_of.
with

    known_areas as (select * from area_known($as_of) where is_city or is_district),

    figures as (select * from case_day($as_of)),

    places as (
        select area_id, area_name, is_city, is_nested
        from known_areas
        union all
        select distinct f.area_id, null, false, false
        from figures as f
        where f.area_id not in (select area_id from known_areas)
    ),

    days as (
        select
            cast(
                unnest(
                    generate_series(
                        coalesce($start::date, (select min(day) from figures))::timestamp,
                        coalesce($end::date, $as_of::date)::timestamp,
                        interval 1 day
                    )
                ) as date
            ) as day
    )

select
    p.area_id,
    p.area_name,
    d.day,
    f.new_positive,
    f.new_confirmed,
    f.new_asymptomatic,
    f.is_partial,
    f.source,
    p.is_city,
    p.is_nested,
    f.is_synthetic,
from places as p
cross join days as d
left join figures as f on p.area_id = f.area_id and d.day = f.day
where
    list_contains($areas::varchar[], p.area_id)
    or (len($areas::varchar[]) = 0 and (not p.is_city or not exists (select 1 from places as other where not other.is_city)))
order by p.area_id, d.day
