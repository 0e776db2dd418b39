-- ticket_limit: the rules by which tickets are dealt with, and the limits that each sets for an urgency.
-- zh: 工单办理时限规则
-- grain: rule, urgency
-- source: ticket_limits
-- note: the rules are the files of dashboard/rules/tickets/. Hours of dispatch and answer count from receipt, those of handling
-- from dispatch; urgency any = every ticket. A rule that names no city rules only tickets that name it.
create or replace macro ticket_limit(as_of) as table
select rule, valid_from, valid_to, urgency, dispatch_hours, handle_hours, answer_hours, answer_working_days, named, cities,
from main.ticket_limits
