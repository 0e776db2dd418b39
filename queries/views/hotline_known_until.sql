-- hotline_known_until: until when every call is on record, so that an hour or day before it is whole.
-- zh: 来电完整到何时
-- grain: one row; null where no calls were delivered
-- source: views/batch_known, feeds, rollups/hotline_hour
-- cached: many questions of one moment read it
-- note: a delivery is whole up to the last full hour before its last call; up to the end of that hour, or of that day where calls
-- come by day or under no contract, if it came after that end and its last call lies in the second half. One call at 16:00:00
-- does
-- not make the hour from 16 known.
create or replace macro hotline_known_until(as_of) as table
with

contract as (
    select coalesce(max(cadence_minutes), 1440) >= 1440 as is_daily from current_feeds(as_of) where table_name = 'hotline_calls'
),

last_calls as (select batch_id, max(last_call_at) as last_call from main.hotline_hour group by batch_id),

-- What a delivery says of its own end counts before its last call.
known_deliveries as (
    select b.received_at, least(coalesce(b.effective_at, l.last_call), as_of) as last_call
    from batch_known(as_of) as b
    left join last_calls as l on b.batch_id = l.batch_id
    where list_contains(json_keys(b.tables::json), 'hotline_calls')
),

-- The end of the hour and of the day in which the last call lies; a call on the border belongs to what ends there.
ends as (
    select *, date_trunc('hour', last_call - interval 1 microsecond) + interval 1 hour as hour_end,
        date_trunc('day', last_call - interval 1 microsecond) + interval 1 day as day_end,
    from known_deliveries
)

select max(greatest(
    date_trunc('hour', e.last_call),
    if(e.received_at >= e.hour_end and e.last_call >= e.hour_end - interval 30 minutes, e.hour_end, null),
    if(c.is_daily and e.received_at >= e.day_end and e.last_call >= e.day_end - interval 12 hours, e.day_end, null)
)) as known_until
from ends as e
cross join contract as c
