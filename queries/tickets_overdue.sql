-- tickets_overdue: tickets past their deadline and not closed.
-- zh: 超期未办结工单
-- grain: ticket_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: ticket_id varchar
-- column: unit varchar  -- the unit responsible; null = not assigned
-- column: area_name varchar
-- column: topic varchar
-- column: due_at timestamp
-- column: overdue_hours double
-- column: received_at timestamp
-- column: handled_at timestamp  -- null = not handled yet
-- column: escalated_at timestamp  -- null = not escalated
-- column: rule varchar  -- the rule behind the deadline
-- column: area_id varchar
-- column: is_synthetic boolean
-- source: views/ticket_open
with tickets as (select * from ticket_open($as_of) where is_overdue)

select
    ticket_id, unit, area_name, topic, due_at, overdue_hours, received_at, handled_at, escalated_at, rule, area_id, is_synthetic,
from tickets
order by ticket_id
