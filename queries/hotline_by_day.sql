-- hotline_by_day: calls offered, answered and abandoned by day, against the same weekday before, and the life of a surge.
-- zh: 每日来电、接通率、同星期基线与激增阶段
-- grain: day
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: offered bigint  -- calls: answered + abandoned + blocked + left a message; null = not published
-- column: answered bigint
-- column: abandoned bigint
-- column: connect_share double  -- answered / offered, 0-1; null = no calls or not published
-- column: blocked bigint
-- column: within_15_share double  -- answered within 15 s / offered, 0-1; null = waits not known
-- column: mean_wait_seconds double  -- of answered calls with a known wait
-- column: is_partial boolean  -- not the whole day is on record yet: its whole hours alone are counted
-- column: source varchar  -- calls or published
-- column: is_shown boolean  -- within $start and $end: earlier days are read for the baseline alone, and not returned
-- column: is_synthetic boolean
-- step: life_by_day of offered over day shows is_shown
-- adds: baseline double  -- calls: median of the days that the next columns name, none of them in a surge; null = too few of them
-- adds: baseline_low double  -- calls: what is usual begins here: 3.5 standard deviations, at least 20 %, below the baseline
-- adds: baseline_high double  -- calls: and ends here
-- adds: weeks_in_baseline bigint  -- days that the baseline is of, at most 8 (20 of the same kind of day)
-- adds: baseline_from date  -- the oldest of them
-- adds: baseline_to date  -- the newest of them
-- adds: baseline_of varchar  -- weekday, or day_kind: working day or day off, where fewer than 3 of the weekday are known
-- adds: surge boolean  -- offered is above baseline_high; null = no baseline, or the day is not over
-- adds: surge_state varchar  -- usual, onset, rising, high, easing, over or settled (as usual after 56 days); null = not known
-- adds: surge_since date  -- the day of the onset; null outside a surge
-- adds: marked boolean  -- onset or rising: what needs attention
-- adds: offered_7d double  -- calls of the 7 whole days to the day; null = one is missing or not over
-- adds: usual_7d double  -- what is usual for them
-- adds: surge_percent double  -- offered_7d against usual_7d, per cent
-- adds: change_percent double  -- offered_7d against the 7 days before, per cent
-- source: views/hotline_day_known
-- note: the trend is offered: answered saturates. Days without any call are missing, not 0. start null = all days known.
select
    day,
    offered,
    answered,
    abandoned,
    answered / nullif(offered, 0)::double as connect_share,
    blocked,
    within_15_s / nullif(offered, 0)::double as within_15_share,
    wait_seconds_sum / nullif(waits_known, 0)::double as mean_wait_seconds,
    not is_whole as is_partial,
    source,
    ($start::date is null or day >= $start::date) and ($end::date is null or day <= $end::date) as is_shown,
    is_synthetic,
from hotline_day_known($as_of)
where $end::date is null or day <= $end::date
order by day
