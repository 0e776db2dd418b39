-- ticket_open: tickets received and not yet closed.
-- zh: 未办结工单
-- grain: ticket_id
-- source: views/ticket_state
-- note: overdue_hours is null where there is no deadline, 0 before it.
create or replace macro ticket_open(as_of) as table
select *, if(due_at is null, null, greatest(0, date_diff('second', due_at, as_of) / 3600.0)) as overdue_hours,
from ticket_state(as_of)
where is_open
