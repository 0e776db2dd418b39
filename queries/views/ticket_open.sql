-- ticket_open: tickets received and not yet closed.
-- zh: 未办结工单
-- grain: ticket_id
-- source: hotline_tickets, views/area_known
-- note: overdue_hours is null where there is no deadline, 0 before it.
create or replace macro ticket_open(as_of) as table
select
    t.*, a.area_name, t.due_at < as_of as is_overdue,
    greatest(0, date_diff('second', t.due_at, as_of) / 3600.0) as overdue_hours,
from current_hotline_tickets(as_of) as t
left join area_known(as_of) as a on t.area_id = a.area_id
where t.received_at <= as_of and (t.closed_at is null or t.closed_at > as_of)
