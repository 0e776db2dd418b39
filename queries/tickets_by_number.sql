-- tickets_by_number: tickets of the hotline whose number holds a text, the one of just that number first.
-- zh: 按编号查工单
-- grain: ticket_id
-- param: $text varchar = t1  -- part of a number, in any case; empty = none
-- param: $limit bigint = 5  -- rows at most; null = 5
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: ticket_id varchar
-- column: area_id varchar  -- null = not stated
-- column: area_name varchar
-- column: unit varchar  -- the unit responsible; null = not assigned
-- column: topic varchar
-- column: channel varchar
-- column: received_at timestamp
-- column: due_at timestamp  -- null = no deadline
-- column: handled_at timestamp  -- null = not handled yet
-- column: closed_at timestamp  -- null = not closed yet
-- column: escalated_at timestamp  -- null = not escalated
-- column: matches bigint  -- tickets that match in all, also beyond the limit
-- column: is_synthetic boolean
-- source: hotline_tickets, views/area_known
with

    matching as (
        select ticket_id
        from current_hotline_tickets($as_of)
        where coalesce($text, '') <> '' and contains(lower(ticket_id), lower($text)) and received_at <= $as_of
    ),

    first_ones as (
        select ticket_id
        from matching
        order by lower(ticket_id) <> lower($text), length(ticket_id), ticket_id
        limit coalesce($limit, 5)
    )

select
    t.ticket_id,
    t.area_id,
    a.area_name,
    t.unit,
    t.topic,
    t.channel,
    t.received_at,
    t.due_at,
    if(t.handled_at <= $as_of, t.handled_at, null) as handled_at,
    if(t.closed_at <= $as_of, t.closed_at, null) as closed_at,
    if(t.escalated_at <= $as_of, t.escalated_at, null) as escalated_at,
    (select count(*) from matching) as matches,
    t.is_synthetic,
from current_hotline_tickets($as_of) as t
inner join first_ones as f on t.ticket_id = f.ticket_id
left join area_known($as_of) as a on t.area_id = a.area_id
order by lower(t.ticket_id) <> lower($text), length(t.ticket_id), t.ticket_id
