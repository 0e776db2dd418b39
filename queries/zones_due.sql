-- zones_due: the release clock of every zone in force: anchor, days clear, when due, how long overdue.
-- zh: 风险区解除时钟:起算日、已清零天数、应解除日、超期天数
-- grain: zone_id
-- param: $scheme varchar =   -- rule set to apply; empty = the one each zone was declared under
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: zone_id varchar
-- column: area_name varchar
-- column: extent_text varchar  -- as published
-- column: level varchar
-- column: anchor_on date  -- later of the day the level began and the zone's last positive; day 0
-- column: clear_days bigint  -- whole days since the anchor
-- column: due_on date  -- null = the rule set has no clock for this level
-- column: state varchar  -- counting, due (on the day), overdue or no_rule
-- column: overdue_days bigint  -- days past due_on, 0 before; null = no rule
-- column: area_id varchar
-- column: scheme_used varchar  -- the rule set behind due_on
-- column: lift_days integer
-- column: level_since timestamp
-- column: opened_at timestamp
-- column: last_case_on date  -- null = no positive is linked to the zone
-- column: notice_no varchar
-- column: is_synthetic boolean
-- source: views/zone_clock
-- note: first depth: screening rounds and contacts, which some rule sets require as well, are not tested; low zones have no
-- clock.
with clocks as (select * from zone_clock($as_of, $scheme::varchar))

select
    zone_id,
    area_name,
    extent_text,
    level,
    anchor_on,
    clear_days,
    due_on,
    state,
    overdue_days,
    area_id,
    scheme_used,
    lift_days,
    level_since,
    opened_at,
    last_case_on,
    notice_no,
    is_synthetic,
from clocks
order by zone_id
