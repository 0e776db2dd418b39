-- cases_growth_by_day: how fast new cases grow or fall, and the reproduction number, of the 7 complete days to each day.
-- zh: 每日增长：翻倍或减半天数与有效再生数，按截至当日的7个完整日
-- grain: area_id, day
-- param: $areas varchar[] = []  -- empty means the city alone
-- param: $serial_mean double = 3.0  -- mean serial interval, days; null = 3
-- param: $serial_sd double = 1.5  -- its standard deviation, days; null = 1.5
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar  -- Chinese name
-- column: day date
-- column: new_positive bigint  -- people; null = not reported that day, never 0
-- column: is_partial boolean  -- the day's window is not yet whole; null = no report
-- column: serial_mean double  -- days, as used
-- column: serial_sd double  -- days, as used
-- column: is_synthetic boolean
-- step: growth of new_positive by area_id over day
-- adds: cases_of_7_days double  -- people; null = one of the 7 days is missing, partial or a correction below 0
-- adds: growth varchar  -- doubling, halving, stable (the interval of the rate spans 0); null = withheld, or too few days
-- adds: growth_days double  -- days to double or halve; null = stable or withheld
-- adds: growth_days_low double  -- lower end of 95 %
-- adds: growth_days_high double  -- upper end of 95 %
-- adds: reproduction_number double  -- people infected by a case (Cori); null = withheld
-- adds: reproduction_low double  -- lower end of 95 %
-- adds: reproduction_high double  -- upper end of 95 %
-- adds: withheld varchar  -- incomplete_days, few_cases (below 11) or short_history (R alone); null = both are given
-- source: views/case_day, views/area_known
-- note: by day of report, of all positives, whether infected here or elsewhere, isolated or not.
with

    places as (
        select area_id, area_name
        from area_known($as_of)
        where list_contains($areas::varchar[], area_id) or (len($areas::varchar[]) = 0 and is_city)
    ),

    figures as (select f.* from case_day($as_of) as f inner join places as p on f.area_id = p.area_id),

    days as (
        select cast(unnest(generate_series(min(day)::timestamp, $as_of::date::timestamp, interval 1 day)) as date) as day
        from figures
    )

select
    p.area_id,
    p.area_name,
    d.day,
    f.new_positive,
    f.is_partial,
    coalesce($serial_mean::double, 3.0) as serial_mean,
    coalesce($serial_sd::double, 1.5) as serial_sd,
    f.is_synthetic,
from places as p
cross join days as d
left join figures as f on p.area_id = f.area_id and d.day = f.day
order by p.area_id, d.day
