-- tickets_by_day: tickets received and ended each day, open and overdue at its end, and how many may be open in the next days.
-- zh: 每日受理、办结与在办工单及预计
-- grain: day
-- param: $unit varchar  -- null = every unit; empty = tickets without one
-- param: $areas varchar[] = []  -- null or empty = every district
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: is_ahead boolean  -- whether the day is not over
-- column: received bigint  -- null = not over
-- column: tickets_ended bigint  -- closed or struck off; null = not over
-- column: ended_on_time_share double  -- of those with a deadline, 0-1; null = none, or not over
-- column: tickets_open bigint  -- at the end of the day; null = not over
-- column: overdue bigint  -- at the end of the day; null = not over
-- column: is_silent boolean  -- no delivery of tickets for two days, or nothing received or ended in the last two whole days
-- column: is_synthetic boolean
-- step: backlog of tickets_open over day
-- adds: tickets_expected double  -- tickets open at the end of a day that is not over; null = over, or withheld
-- adds: expected_low double  -- lower end of 80 %, by what the rule got wrong in the last two weeks
-- adds: expected_high double  -- upper end of 80 %
-- adds: withheld varchar  -- why none is expected: short_history (under 28 days), few_tickets (under 10 a day), silent, too_far
-- source: views/ticket_state, views/batch_known
-- note: 28 whole days (none before the first ticket) and a week ahead. A day is whole when tickets were delivered after it.
with

    known as (
        select coalesce(max(received_at), $as_of) as known_until
        from batch_known($as_of)
        where list_contains(json_keys(tables::json), 'hotline_tickets')
    ),

    tickets as (
        select *
        from ticket_state($as_of)
        where
            ($unit::varchar is null or coalesce(unit, '') = $unit::varchar)
            and (coalesce(len($areas::varchar[]), 0) = 0 or list_contains($areas::varchar[], area_id))
    ),

    days as (
        select
            cast(unnest(generate_series(known_until::date - 28, $as_of::date + 6, interval 1 day)) as date) as day,
            known_until::date as first_ahead,
            known_until < $as_of - interval 2 day as is_late,
        from known
    ),

    counted as (
        select
            d.day,
            d.day >= d.first_ahead as is_ahead,
            d.is_late,
            count(*) filter (where t.received_at::date = d.day) as received,
            count(*) filter (where t.ended_at::date = d.day) as tickets_ended,
            count(*) filter (where t.ended_at::date = d.day and t.ended_at <= t.due_at)
            / nullif(count(*) filter (where t.ended_at::date = d.day and t.due_at is not null), 0)::double as on_time_share,
            count(t.ticket_id) filter (where coalesce(t.ended_at::date > d.day, true)) as tickets_open,
            count(t.ticket_id) filter (where coalesce(t.ended_at::date > d.day, true) and t.due_at::date <= d.day) as overdue,
            coalesce(bool_or(t.is_synthetic), false) as is_synthetic,
        from days as d
        left join tickets as t on t.received_at::date <= d.day
        where d.day >= (select min(received_at)::date from tickets)
        group by d.day, d.first_ahead, d.is_late
    )

select
    day,
    is_ahead,
    if(is_ahead, null, received) as received,
    if(is_ahead, null, tickets_ended) as tickets_ended,
    if(is_ahead, null, on_time_share) as ended_on_time_share,
    if(is_ahead, null, tickets_open) as tickets_open,
    if(is_ahead, null, overdue) as overdue,
    is_late
    or 0 = (select sum(received + tickets_ended) from counted where not is_ahead and day >= $as_of::date - 3) as is_silent,
    is_synthetic,
from counted
order by day
