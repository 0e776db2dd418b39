-- hotline_service_by_day: how soon callers were answered, by day: within 15 and 20 s, the wait of half and of nine in ten.
-- zh: 每日限时接起率与等待时间
-- grain: day
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: offered bigint  -- calls of the day, as far as they are on record
-- column: waits_known bigint  -- answered calls whose wait is known
-- column: within_15_share double  -- answered within 15 s / offered, 0-1: who gives up, however soon, was not served
-- column: within_20_share double  -- answered within 20 s / offered, 0-1
-- column: wait_median double  -- seconds, rounded up, of answered calls
-- column: wait_p90 double  -- seconds that nine in ten answered calls waited at most
-- column: is_partial boolean  -- not every call of the day is on record yet
-- column: is_synthetic boolean
-- source: rollups/hotline_wait, rollups/hotline_day, views/hotline_known_until
-- note: served within / offered is the strictest of four usual definitions. Days without waits are absent.
with

    waits as (
        select day, wait_second, sum(calls) as calls, bool_or(is_synthetic) as is_synthetic
        from main.hotline_wait
        where
            sys_from <= $as_of
            and (sys_to is null or sys_to > $as_of)
            and ($start::date is null or day >= $start::date)
            and ($end::date is null or day <= $end::date)
            and day <= $as_of::date
        group by day, wait_second
    ),

    summed as (
        select *, sum(calls) over (partition by day order by wait_second) as up_to, sum(calls) over (partition by day) as total,
        from waits
    ),

    offered as (
        select day, sum(calls) as calls
        from main.hotline_day
        where sys_from <= $as_of and (sys_to is null or sys_to > $as_of) and day <= $as_of::date
        group by day
    )

select
    s.day,
    any_value(o.calls)::bigint as offered,
    any_value(s.total)::bigint as waits_known,
    coalesce(sum(s.calls) filter (where s.wait_second <= 15), 0) / any_value(o.calls)::double as within_15_share,
    coalesce(sum(s.calls) filter (where s.wait_second <= 20), 0) / any_value(o.calls)::double as within_20_share,
    min(s.wait_second) filter (where s.up_to >= 0.5 * s.total)::double as wait_median,
    min(s.wait_second) filter (where s.up_to >= 0.9 * s.total)::double as wait_p90,
    coalesce(s.day + 1 > any_value(u.known_until), true) as is_partial,
    bool_or(s.is_synthetic) as is_synthetic,
from summed as s
inner join offered as o on s.day = o.day
cross join hotline_known_until($as_of) as u
group by s.day
order by s.day
