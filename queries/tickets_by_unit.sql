-- tickets_by_unit: tickets of each unit: open, overdue, escalated, and closed in time.
-- zh: 各承办单位工单
-- grain: unit
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: unit varchar  -- empty = not assigned
-- column: received bigint  -- received in the last 7 whole days
-- column: open bigint
-- column: overdue bigint
-- column: escalated bigint  -- of the open ones
-- column: without_deadline bigint  -- open, no deadline recorded
-- column: closed bigint  -- closed in the last 7 whole days
-- column: closed_on_time_share double  -- of those closed with a deadline, 0-1; null = none
-- column: median_handling_hours double  -- from receipt to first handling, tickets of the last 7 whole days; null = none handled
-- column: is_synthetic boolean
-- source: hotline_tickets
with

    tickets as (
        select
            *,
            coalesce(unit, '') as unit_name,
            closed_at is null or closed_at > $as_of as is_open,
            received_at >= $as_of::date - 7 and received_at < $as_of::date as is_recent,
            closed_at >= $as_of::date - 7 and closed_at < $as_of::date as is_closed_recently,
        from current_hotline_tickets($as_of)
        where received_at <= $as_of
    )

select
    unit_name as unit,
    count(*) filter (where is_recent) as received,
    count(*) filter (where is_open) as open,
    count(*) filter (where is_open and due_at < $as_of) as overdue,
    count(*) filter (where is_open and escalated_at <= $as_of) as escalated,
    count(*) filter (where is_open and due_at is null) as without_deadline,
    count(*) filter (where is_closed_recently) as closed,
    count(*) filter (where is_closed_recently and closed_at <= due_at)
    / nullif(count(*) filter (where is_closed_recently and due_at is not null), 0)::double as closed_on_time_share,
    median(date_diff('second', received_at, handled_at) / 3600.0) filter (
        where is_recent and handled_at <= $as_of
    ) as median_handling_hours,
    bool_or(is_synthetic) as is_synthetic,
from tickets
group by unit_name
order by unit_name collate zh, unit_name
