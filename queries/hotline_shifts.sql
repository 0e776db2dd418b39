-- hotline_shifts: the shifts of the coming 24 hours: calls to expect, people needed, and what those planned achieve.
-- zh: 未来 24 小时各班次：预计来电、所需在岗人数与现有安排的效果
-- grain: starts_at
-- param: $shifts varchar[] = 00:00 3,08:00 6,16:00 5  -- when each begins, and people on the phones; [] = three of 8 hours
-- param: $seats bigint = 8  -- seats of the centre: no more can be on the phones at a time; null = not known
-- param: $connect_target double = 0.95  -- answered / offered to be reached, 0-1; null = 0.95, the national norm
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: starts_at timestamp
-- column: offered bigint  -- null: to come
-- column: is_partial boolean  -- to come, or not every call of the hour is on record
-- column: is_start boolean  -- a shift begins
-- column: is_shown boolean  -- a shift of the coming 24 hours: the hours before are read for the baseline, and not returned
-- column: staff_planned bigint  -- people on the phones at a time, as the settings say; null = they do not
-- column: target double  -- as used
-- column: seats bigint  -- as given
-- column: handle_seconds double  -- mean of answered calls, talk and wrap-up, of the last 7 days; null = not known
-- column: patience_seconds double  -- mean time until a waiting caller gives up, of the last 7 days; null = nobody did
-- column: is_synthetic boolean
-- step: staffing of offered over starts_at shows is_shown
-- adds: ends_at timestamp  -- the next shift begins
-- adds: usual_calls double  -- calls, as the same hours have them without a surge; null = not known
-- adds: surge_times double  -- calls of the last 24 known hours as a multiple of what is usual for them
-- adds: forecast double  -- calls to expect: usual_calls x surge_times
-- adds: forecast_low double  -- lower end of 95 %, by how far forecasts of the last 14 days lay off; null = fewer than 5
-- adds: forecast_high double  -- upper end of 95 %
-- adds: busiest_hour double  -- calls of the busiest hour to expect
-- adds: load double  -- erlangs in the busiest hour: people busy at a time if nobody gave up
-- adds: staff_needed bigint  -- people on the phones so that the busiest hour reaches the target (Erlang A)
-- adds: staff_needed_high bigint  -- the same at forecast_high
-- adds: connect_planned double  -- answered / offered with staff_planned, at most the seats, 0-1
-- adds: lost_planned double  -- calls that would be given up with staff_planned
-- adds: connect_at_seats double  -- answered / offered with every seat staffed; null = the seats suffice, or are not known
-- adds: lost_at_seats double  -- calls that would be given up with every seat staffed
-- adds: queue_grows boolean  -- the load reaches staff_planned: Erlang C has no answer, the queue grows until callers give up
-- adds: no_advice varchar  -- short_history, no_handle_time or no_patience; null = advice is given
-- source: views/hotline_hour_known, views/hotline_call_times
with

    plan as (
        select
            split_part(line, ' ', 1)::time as starts, try_cast(nullif(split_part(line, ' ', 2), '') as bigint) as staff_planned,
        from (select unnest(if(len($shifts::varchar[]) = 0, ['00:00', '08:00', '16:00'], $shifts::varchar[])) as line)
    ),

    known as (select hour, offered, is_whole, is_synthetic from hotline_hour_known($as_of) where hour >= $as_of::date - 126),

    ahead as (
        select
            unnest(
                generate_series(max(hour) + interval 1 hour, date_trunc('hour', $as_of) + interval 2 days, interval 1 hour)
            ) as hour
        from known
    ),

    hours as (
        select hour, offered, not is_whole as is_partial
        from known
        union all
        select hour, null, true
        from ahead
    )

select
    h.hour as starts_at,
    h.offered,
    h.is_partial,
    p.starts is not null as is_start,
    p.starts is not null and h.hour > $as_of and h.hour <= $as_of + interval 1 day as is_shown,
    p.staff_planned,
    coalesce($connect_target::double, 0.95) as target,
    $seats::bigint as seats,
    m.handle_seconds,
    m.patience_seconds,
    (select bool_or(is_synthetic) from known) as is_synthetic,
from hours as h
cross join hotline_call_times($as_of) as m
left join plan as p on h.hour::time = p.starts
order by h.hour
