-- cases_signals_by_day: by how much new cases exceed the days before, by day and area, as signals to verify (EARS, CUSUM).
-- zh: 每日聚集信号：EARS C1、C2、C3 与累积和，供核实
-- grain: area_id, day
-- param: $areas varchar[] = []  -- empty means the city and every district
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar  -- Chinese name
-- column: day date
-- column: new_positive bigint  -- people; null = not reported that day, never 0
-- column: is_partial boolean  -- the day's window is not yet whole; null = no report
-- column: is_city boolean
-- column: is_synthetic boolean
-- step: signals of new_positive by area_id over day
-- adds: c1 double  -- standard deviations above the 7 days before; null = one of them has no whole figure
-- adds: c2 double  -- as c1, with two days between
-- adds: c3 double  -- the excess of c2 above 1, of three days together
-- adds: cusum double  -- excess of the 7 days to this one, summed, against the 14 before; null = a day is missing
-- adds: signals varchar  -- those above their threshold (C1 3, C2 3, C3 2, CUSUM 2.26), joined by +; null = none
-- adds: signal_from date  -- first day of the signal that the day belongs to; null = no signal that day
-- source: views/case_day, views/area_known
-- note: a signal is to be looked into and is no verdict. Deviations are at least 1, lest one case in quiet days be a signal.
-- note: a signal ends with the first day without one; a sudden rise (EARS) within a slow one (CUSUM) begins another.
with

    places as (
        select area_id, area_name, is_city
        from area_known($as_of)
        where
            list_contains($areas::varchar[], area_id)
            or (len($areas::varchar[]) = 0 and (is_city or is_district) and not is_nested)
    ),

    figures as (select f.* from case_day($as_of) as f inner join places as p on f.area_id = p.area_id),

    days as (
        select cast(unnest(generate_series(min(day)::timestamp, $as_of::date::timestamp, interval 1 day)) as date) as day
        from figures
    )

select p.area_id, p.area_name, d.day, f.new_positive, f.is_partial, p.is_city, f.is_synthetic
from places as p
cross join days as d
left join figures as f on p.area_id = f.area_id and d.day = f.day
order by p.area_id, d.day
