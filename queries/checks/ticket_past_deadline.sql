-- ticket_past_deadline: tickets past their deadline, not closed and not escalated.
-- zh: 超期且未督办的工单
-- severity: medium
-- title: 工单超期且未督办 | Tickets past their deadline and not escalated
-- advice: 请督办承办单位。 | Escalate it to the unit responsible.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/ticket_open
with late_tickets as (select * from ticket_open($as_of) where is_overdue and (escalated_at is null or escalated_at > $as_of))

select
    ticket_id as finding_key,
    area_id,
    ticket_id as subject,
    due_at as since_at,
    coalesce(unit, '未指定单位')
    || '：应于 '
    || strftime(due_at, '%m-%d %H:%M')
    || ' 办结，已超 '
    || round(overdue_hours, 1)
    || ' 小时' as detail_zh,
    coalesce(unit, 'no unit')
    || ': due '
    || strftime(due_at, '%m-%d %H:%M')
    || ', '
    || round(overdue_hours, 1)
    || ' h over' as detail_en,
from late_tickets
order by finding_key
