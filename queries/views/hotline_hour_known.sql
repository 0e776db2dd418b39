-- hotline_hour_known: calls by hour, with 0 for a silent hour of a day that has calls.
-- zh: 每小时来电
-- grain: hour
-- source: rollups/hotline_hour, hotline_intervals, views/hotline_known_until
-- cached: many questions of one moment read it
-- note: offered = answered + abandoned + blocked + left a message. Calls outrank published interval counts of the same hour.
-- note: a day without any call is missing, not 0. is_whole: every call of the hour is on record; the last hours may not be.
create or replace macro hotline_hour_known(as_of) as table
with

until as (select * from hotline_known_until(as_of)),

calls as (
    select
        hour, sum(calls) as offered, sum(calls) filter (where outcome = 'answered') as answered,
        sum(calls) filter (where outcome = 'abandoned') as abandoned, sum(calls) filter (where outcome = 'blocked') as blocked,
        sum(within_15_s) as within_15_s, sum(wait_seconds_sum) filter (where outcome = 'answered') as wait_seconds_sum,
        sum(waits_known) filter (where outcome = 'answered') as waits_known, bool_or(is_synthetic) as is_synthetic,
    from main.hotline_hour
    where sys_from <= as_of and (sys_to is null or sys_to > as_of) and hour <= as_of
    group by hour
),

days as (
    select cast(hour as date) as day, bool_or(is_synthetic) as is_synthetic from calls group by cast(hour as date)
),

hours as (
    select d.day + to_hours(h.number) as hour, d.is_synthetic
    from days as d
    cross join (select unnest(generate_series(0, 23)) as number) as h
    where d.day + to_hours(h.number) <= (select greatest(max(hour), (select known_until from until) - interval 1 hour) from calls)
),

published as (
    select
        interval_start as hour, offered, answered, abandoned, blocked, is_synthetic,
    from current_hotline_intervals(as_of)
    where channel is null and topic is null and interval_end - interval_start = interval 1 hour
        and interval_start = date_trunc('hour', interval_start)
        and cast(interval_start as date) not in (select day from days)
)

select
    h.hour, coalesce(c.offered, 0)::bigint as offered, coalesce(c.answered, 0)::bigint as answered,
    coalesce(c.abandoned, 0)::bigint as abandoned, coalesce(c.blocked, 0)::bigint as blocked,
    c.within_15_s::bigint as within_15_s, c.wait_seconds_sum, c.waits_known, 'calls' as source, h.is_synthetic,
    coalesce(h.hour + interval 1 hour <= u.known_until, false) as is_whole,
from hours as h
cross join until as u
left join calls as c on h.hour = c.hour
union all
select hour, offered, answered, abandoned, blocked, null, null, null, 'published', is_synthetic, hour + interval 1 hour <= as_of
from published
