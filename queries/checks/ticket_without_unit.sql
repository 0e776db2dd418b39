-- ticket_without_unit: tickets that no unit has been given, a day after they came or once their deadline has passed.
-- zh: 未派单的工单
-- severity: medium
-- title: 工单一天未派单 | Tickets without a unit for a day
-- advice: 请派给承办单位。 | Give it to a unit.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/ticket_open
with
    lost_tickets as (
        select *, least(received_at + interval 1 day, due_at) as lost_at from ticket_open($as_of) where coalesce(unit, '') = ''
    )

select
    ticket_id as finding_key,
    area_id,
    ticket_id as subject,
    lost_at as since_at,
    strftime(received_at, '%m-%d %H:%M') || ' 受理，没有承办单位' as detail_zh,
    'received ' || strftime(received_at, '%m-%d %H:%M') || ', no unit responsible' as detail_en,
from lost_tickets
where lost_at <= $as_of
order by finding_key
