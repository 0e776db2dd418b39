-- hotline_by_channel: calls of the last 7 days by channel, how many got through, and how long they waited.
-- zh: 近 7 日各渠道来电与等待
-- grain: channel
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: channel varchar  -- unknown = not recorded
-- column: last_day date  -- the last day of which every call is on record; the 7 days end with it
-- column: offered bigint
-- column: answered bigint
-- column: connect_share double  -- answered / offered, 0-1
-- column: within_15_share double  -- answered within 15 s / offered, 0-1; null = no wait is known
-- column: wait_median double  -- seconds, rounded up, of answered calls; null = not known
-- column: wait_p90 double  -- seconds that nine in ten answered calls waited at most; null = not known
-- column: is_synthetic boolean
-- source: rollups/hotline_hour, rollups/hotline_wait, views/hotline_known_until
with

    today as (select coalesce(known_until, $as_of)::date as day from hotline_known_until($as_of)),

    calls as (
        select c.*, t.day - 1 as last_day, coalesce(c.channel, 'unknown') as channel_name
        from main.hotline_hour as c
        cross join today as t
        where c.sys_from <= $as_of and (c.sys_to is null or c.sys_to > $as_of) and c.hour >= t.day - 7 and c.hour < t.day
    ),

    waits as (
        select coalesce(w.channel, 'unknown') as channel_name, w.wait_second, sum(w.calls) as calls
        from main.hotline_wait as w
        cross join today as t
        where w.sys_from <= $as_of and (w.sys_to is null or w.sys_to > $as_of) and w.day >= t.day - 7 and w.day < t.day
        group by coalesce(w.channel, 'unknown'), w.wait_second
    ),

    summed as (
        select
            *,
            sum(calls) over (partition by channel_name order by wait_second) as up_to,
            sum(calls) over (partition by channel_name) as total,
        from waits
    ),

    waited as (
        select
            channel_name,
            min(wait_second) filter (where up_to >= 0.5 * total)::double as wait_median,
            min(wait_second) filter (where up_to >= 0.9 * total)::double as wait_p90,
            coalesce(sum(calls) filter (where wait_second <= 15), 0) as within_15,
        from summed
        group by channel_name
    )

select
    c.channel_name as channel,
    max(c.last_day) as last_day,
    sum(c.calls)::bigint as offered,
    coalesce(sum(c.calls) filter (where c.outcome = 'answered'), 0)::bigint as answered,
    coalesce(sum(c.calls) filter (where c.outcome = 'answered'), 0) / nullif(sum(c.calls), 0)::double as connect_share,
    any_value(w.within_15) / nullif(sum(c.calls), 0)::double as within_15_share,
    any_value(w.wait_median) as wait_median,
    any_value(w.wait_p90) as wait_p90,
    bool_or(c.is_synthetic) as is_synthetic,
from calls as c
left join waited as w on c.channel_name = w.channel_name
group by c.channel_name
order by c.channel_name
