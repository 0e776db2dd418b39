-- cases_by_delay: how many days passed from onset to report, by number of cases of the chosen days of report.
-- zh: 发病至报告的天数
-- grain: delay
-- param: $start date = 2022-10-08  -- day of report, inclusive
-- param: $end date = 2022-11-29  -- day of report, inclusive
-- param: $areas varchar[] = []  -- empty means every district
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: delay varchar  -- whole days as a number; no_onset = no date of onset; before_onset = reported before onset, or a slip
-- column: delay_days bigint  -- whole days; null = not known
-- column: cases bigint  -- people
-- column: is_synthetic boolean
-- source: cases
with

    persons as (
        select cast(reported_at as date) - onset_on as days, is_synthetic
        from current_cases($as_of)
        where
            reported_at <= $as_of
            and class in ('confirmed', 'asymptomatic', 'positive')
            and ($start::date is null or cast(reported_at as date) >= $start::date)
            and cast(reported_at as date) <= coalesce($end::date, $as_of::date)
            and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
    )

select
    case when days is null then 'no_onset' when days < 0 then 'before_onset' else days::varchar end as delay,
    if(days >= 0, days, null)::bigint as delay_days,
    count(*) as cases,
    bool_or(is_synthetic) as is_synthetic,
from persons
group by delay, delay_days
order by delay
