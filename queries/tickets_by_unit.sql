-- tickets_by_unit: tickets of each unit: how far they have come, overdue, escalated, closed in time, and the oldest open one.
-- zh: 各承办单位工单
-- grain: unit
-- param: $areas varchar[] = []  -- null or empty = every district
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: unit varchar  -- empty = not assigned
-- column: received bigint  -- received in the last 7 whole days
-- column: tickets_open bigint
-- column: waiting bigint  -- open, dispatched, not handled within the rule's time; null = no such rule, or dispatch not recorded
-- column: handled bigint  -- open, in hand
-- column: overdue bigint
-- column: escalated bigint  -- of the open ones
-- column: struck_off bigint  -- struck off the list of escalated tickets in the last 7 whole days
-- column: without_deadline bigint  -- open, no deadline recorded and none by rule
-- column: tickets_ended bigint  -- closed in the last 7 whole days
-- column: closed_with_deadline bigint  -- of these, those that had a deadline
-- column: closed_on_time_share double  -- of those closed with a deadline, 0-1; null = none
-- column: median_handling_hours double  -- from receipt to first handling, tickets of the last 7 whole days; null = none handled
-- column: oldest_hours double  -- since the receipt of the oldest open ticket; null = none open
-- column: is_synthetic boolean
-- source: views/ticket_state
with

    tickets as (
        select
            *,
            coalesce(unit, '') as unit_name,
            received_at >= $as_of::date - 7 and received_at < $as_of::date as is_recent,
            ended_at >= $as_of::date - 7 and ended_at < $as_of::date as is_ended_recently,
        from ticket_state($as_of)
        where coalesce(len($areas::varchar[]), 0) = 0 or list_contains($areas::varchar[], area_id)
    )

select
    unit_name as unit,
    count(*) filter (where is_recent) as received,
    count(*) filter (where is_open) as tickets_open,
    if(
        count(*) filter (where state = 'dispatched') > count(handle_due_at) filter (where state = 'dispatched'),
        null,
        count(*) filter (where is_waiting)
    ) as waiting,
    count(*) filter (where state = 'handled') as handled,
    count(*) filter (where is_overdue) as overdue,
    count(*) filter (where is_escalated) as escalated,
    count(*) filter (where struck_off_at >= $as_of::date - 7 and struck_off_at < $as_of::date) as struck_off,
    count(*) filter (where is_open and due_at is null) as without_deadline,
    count(*) filter (where is_ended_recently) as tickets_ended,
    count(*) filter (where is_ended_recently and due_at is not null) as closed_with_deadline,
    count(*) filter (where is_ended_recently and ended_at <= due_at)
    / nullif(count(*) filter (where is_ended_recently and due_at is not null), 0)::double as closed_on_time_share,
    median(date_diff('second', received_at, handled_at) / 3600.0) filter (where is_recent) as median_handling_hours,
    date_diff('second', min(received_at) filter (where is_open), $as_of) / 3600.0 as oldest_hours,
    bool_or(is_synthetic) as is_synthetic,
from tickets
group by unit_name
order by unit_name collate zh, unit_name
