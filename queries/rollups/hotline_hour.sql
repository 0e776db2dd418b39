-- hotline_hour: calls by hour, channel and outcome, with the period in which they were known.
-- zh: 每小时各渠道来电汇总
-- grain: hour, channel, outcome, batch_id, is_synthetic, sys_from, sys_to
-- source: hotline_calls
-- note: sys_from and sys_to are part of the group, so that as-of answers stay exact for single rows that were corrected.
create or replace table hotline_hour as
select
    date_trunc('hour', started_at) as hour,
    channel,
    outcome,
    batch_id,
    is_synthetic,
    sys_from,
    sys_to,
    count(*) as calls,
    max(started_at) as last_call_at,
    count(wait_seconds) as waits_known,
    sum(wait_seconds) as wait_seconds_sum,
    count(handle_seconds) as handles_known,
    sum(handle_seconds) as handle_seconds_sum,
    sum(case when outcome = 'answered' and wait_seconds <= 15 then 1 else 0 end) as within_15_s,
from hotline_calls
group by date_trunc('hour', started_at), channel, outcome, batch_id, is_synthetic, sys_from, sys_to
order by hour
