-- hotline_by_channel: calls of the last 7 days by channel.
-- zh: 近 7 日各渠道来电
-- grain: channel
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: channel varchar  -- unknown = not recorded
-- column: last_day date  -- the last day of which every call is on record; the 7 days end with it
-- column: offered bigint
-- column: answered bigint
-- column: connect_share double  -- answered / offered, 0-1
-- column: is_synthetic boolean
-- source: rollups/hotline_hour, views/hotline_known_until
with

    today as (select coalesce(known_until, $as_of)::date as day from hotline_known_until($as_of)),

    calls as (
        select c.*, t.day - 1 as last_day, coalesce(c.channel, 'unknown') as channel_name
        from main.hotline_hour as c
        cross join today as t
        where c.sys_from <= $as_of and (c.sys_to is null or c.sys_to > $as_of) and c.hour >= t.day - 7 and c.hour < t.day
    )

select
    channel_name as channel,
    max(last_day) as last_day,
    sum(calls)::bigint as offered,
    coalesce(sum(calls) filter (where outcome = 'answered'), 0)::bigint as answered,
    coalesce(sum(calls) filter (where outcome = 'answered'), 0) / nullif(sum(calls), 0)::double as connect_share,
    bool_or(is_synthetic) as is_synthetic,
from calls
group by channel_name
order by channel_name
