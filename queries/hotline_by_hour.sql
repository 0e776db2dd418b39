-- hotline_by_hour: calls offered, answered and abandoned by hour, against the same hour of the weekday before, and the surge.
-- zh: 每小时来电、接通率、同星期同时刻基线与激增阶段
-- grain: hour
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: hour timestamp
-- column: offered bigint  -- calls: answered + abandoned + blocked + left a message; null = not published
-- column: answered bigint
-- column: abandoned bigint
-- column: connect_share double  -- answered / offered, 0-1; null = no calls or not published
-- column: blocked bigint
-- column: within_15_share double  -- answered within 15 s / offered, 0-1; null = waits not known
-- column: mean_wait_seconds double  -- of answered calls with a known wait
-- column: is_partial boolean  -- not every call of the hour is on record yet
-- column: source varchar  -- calls or published
-- column: is_shown boolean  -- within $start and $end: earlier hours are read for the baseline alone, and not returned
-- column: is_synthetic boolean
-- step: life_by_hour of offered over hour shows is_shown
-- adds: baseline double  -- calls: median of the same hour of the days named next, none of them in a surge; null = too few
-- adds: baseline_low double  -- calls: what is usual begins here: 3.5 standard deviations, at least 20 %, below the baseline
-- adds: baseline_high double  -- calls: and ends here
-- adds: weeks_in_baseline bigint  -- days that the baseline is of, at most 8 (20 of the same kind of day)
-- adds: baseline_from date  -- the oldest of them
-- adds: baseline_to date  -- the newest of them
-- adds: baseline_of varchar  -- weekday, or day_kind: working day or day off, where fewer than 3 of the weekday are known
-- adds: surge boolean  -- offered is above baseline_high; null = no baseline, or the hour is not over
-- adds: surge_state varchar  -- usual, onset, rising, high, easing, over or settled (as usual after 56 days); null = not known
-- adds: surge_since timestamp  -- the hour of the onset; null outside a surge
-- adds: marked boolean  -- onset or rising: what needs attention
-- source: views/hotline_hour_known
-- note: the trend is offered: answered saturates. Days without calls are missing. start null = the last 7 days, end null = as_of.
select
    hour,
    offered,
    answered,
    abandoned,
    answered / nullif(offered, 0)::double as connect_share,
    blocked,
    within_15_s / nullif(offered, 0)::double as within_15_share,
    wait_seconds_sum / nullif(waits_known, 0)::double as mean_wait_seconds,
    not is_whole as is_partial,
    source,
    hour >= coalesce($start::timestamp, $as_of - interval 7 days) as is_shown,
    is_synthetic,
from hotline_hour_known($as_of)
where
    hour >= least(coalesce($start::timestamp, $as_of), $as_of - interval 7 days)::date - 126
    and ($end::date is null or hour < $end::date + 1)
order by hour
