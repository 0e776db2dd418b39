-- hotline_wait: answered calls by day, channel and seconds waited, with the period in which they were known.
-- zh: 每日各渠道接通来电的等待秒数分布
-- grain: day, channel, wait_second, batch_id, is_synthetic, sys_from, sys_to
-- source: hotline_calls
-- note: seconds are rounded up, so that "within 15 s" is exact.
create or replace table hotline_wait as
select
    cast(started_at as date) as day,
    channel,
    cast(ceil(wait_seconds) as integer) as wait_second,
    batch_id,
    is_synthetic,
    sys_from,
    sys_to,
    count(*) as calls,
from hotline_calls
where outcome = 'answered' and wait_seconds is not null
group by cast(started_at as date), channel, cast(ceil(wait_seconds) as integer), batch_id, is_synthetic, sys_from, sys_to
order by day
