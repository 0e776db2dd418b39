-- hotline_call_times: how long a call takes and how long a caller waits before giving up, measured in the last 7 days.
-- zh: 近 7 日每通处理时长与来电者耐心
-- grain: one row
-- source: rollups/hotline_hour
-- note: patience = seconds waited by all callers / callers who gave up: it counts those who were served before they would have.
create or replace macro hotline_call_times(as_of) as table
select
    sum(handle_seconds_sum) filter (where outcome = 'answered')
        / nullif(sum(handles_known) filter (where outcome = 'answered'), 0)::double as handle_seconds,
    sum(wait_seconds_sum) / nullif(sum(waits_known) filter (where outcome in ('abandoned', 'message')), 0)::double as patience_seconds,
from main.hotline_hour
where sys_from <= as_of and (sys_to is null or sys_to > as_of) and hour >= as_of - interval 7 days and hour <= as_of
