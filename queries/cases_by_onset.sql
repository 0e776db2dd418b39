-- cases_by_onset: cases of the line list by day of onset, the last days marked as not yet complete.
-- zh: 按发病日期的病例数，近日尚不完整
-- grain: day
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $areas varchar[] = []  -- empty means every district
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date  -- of onset; every day from the first to the last
-- column: new_positive bigint  -- people with onset on that day who were reported by now
-- column: is_partial boolean  -- provisional: nine of ten reports take longer than has passed since, so more are to come
-- column: delay_p90 bigint  -- days within which nine of ten are reported, of all with an onset
-- column: is_synthetic boolean  -- among the rows that are counted
-- source: cases
-- note: who has no date of onset, or one after the report, is not here; cases_by_delay counts them.
with

    persons as (
        select onset_on, cast(reported_at as date) - onset_on as delay, is_synthetic
        from current_cases($as_of)
        where
            reported_at <= $as_of
            and class in ('confirmed', 'asymptomatic', 'positive')
            and onset_on <= cast(reported_at as date)
            and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
    ),

    reach as (
        select
            quantile_disc(delay, 0.9)::bigint as delay_p90,
            min(onset_on) as first_day,
            max(onset_on) as last_day,
            bool_or(is_synthetic) as is_synthetic,
        from persons
    ),

    days as (
        select cast(unnest(generate_series(first_day::timestamp, last_day::timestamp, interval 1 day)) as date) as day from reach
    ),

    counted as (select onset_on, count(*) as n from persons group by onset_on)

select
    d.day,
    coalesce(c.n, 0) as new_positive,
    d.day + r.delay_p90::integer >= $as_of::date as is_partial,
    r.delay_p90,
    r.is_synthetic,
from days as d
cross join reach as r
left join counted as c on d.day = c.onset_on
where ($start::date is null or d.day >= $start::date) and d.day <= coalesce($end::date, $as_of::date)
order by d.day
