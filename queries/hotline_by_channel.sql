-- hotline_by_channel: calls of the last 7 days by channel.
-- zh: 近 7 日各渠道来电
-- grain: channel
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: channel varchar  -- unknown = not recorded
-- column: offered bigint
-- column: answered bigint
-- column: connect_share double  -- answered / offered, 0-1
-- column: is_synthetic boolean
-- source: rollups/hotline_hour
with

    calls as (
        select *, coalesce(channel, 'unknown') as channel_name
        from main.hotline_hour
        where sys_from <= $as_of and (sys_to is null or sys_to > $as_of) and hour >= $as_of::date - 7 and hour < $as_of::date
    )

select
    channel_name as channel,
    sum(calls)::bigint as offered,
    coalesce(sum(calls) filter (where outcome = 'answered'), 0)::bigint as answered,
    coalesce(sum(calls) filter (where outcome = 'answered'), 0) / nullif(sum(calls), 0)::double as connect_share,
    bool_or(is_synthetic) as is_synthetic,
from calls
group by channel_name
order by channel_name
