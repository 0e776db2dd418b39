-- hotline_day_known: calls by day.
-- zh: 每日来电
-- grain: day
-- source: views/hotline_hour_known, hotline_intervals
-- cached: many questions of one moment read it
-- note: published whole-day counts fill days without calls. A day whose hours are published is the sum of these only if all 24
-- are. A day that is not whole is the sum of its whole hours, and missing before the first of them.
create or replace macro hotline_day_known(as_of) as table
with

hours as (select * from hotline_hour_known(as_of) where is_whole),

days as (
    select
        cast(hour as date) as day, sum(offered)::bigint as offered, sum(answered)::bigint as answered,
        sum(abandoned)::bigint as abandoned, sum(blocked)::bigint as blocked, sum(within_15_s)::bigint as within_15_s,
        sum(wait_seconds_sum) as wait_seconds_sum, sum(waits_known) as waits_known, min(source) as source,
        bool_or(is_synthetic) as is_synthetic, count(*) = 24 as is_whole,
    from hours
    group by cast(hour as date)
    having min(source) = 'calls' or count(*) = 24
),

published as (
    select
        cast(interval_start as date) as day, offered, answered, abandoned, blocked, is_synthetic,
    from current_hotline_intervals(as_of)
    where channel is null and topic is null and interval_end - interval_start = interval 1 day
        and interval_start = date_trunc('day', interval_start)
)

select * from days
union all
select day, offered, answered, abandoned, blocked, null, null, null, 'published', is_synthetic, day + 1 <= as_of
from published
where day not in (select day from days)
