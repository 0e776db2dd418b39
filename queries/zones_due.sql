-- zones_due: the release clock of every zone in force: anchor, days clear, when due, how long overdue.
-- zh: 风险区解除时钟：起算日、已清零天数、应解除日、超期天数
-- grain: zone_id
-- param: $scheme varchar =   -- rule set to apply; empty = the one each zone was declared under
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: zone_id varchar
-- column: area_name varchar
-- column: extent_text varchar  -- as published
-- column: level varchar
-- column: anchor_on date  -- later of the day the level began and the zone's last positive; day 0. Null = not_linked
-- column: clear_days bigint  -- whole days since the anchor; null = not_linked
-- column: due_on date  -- when days and known contacts are complete; null = no clock for this level, or not_linked
-- column: state varchar  -- counting, due_waiting_round, due_waiting_contact, due (on the day), overdue, no_rule or not_linked
-- column: overdue_days bigint  -- days past due_on, 0 before, also while a round is waited for; null = no rule, or not_linked
-- column: area_id varchar
-- column: scheme_used varchar  -- the rule set behind due_on
-- column: lift_days integer
-- column: level_since timestamp
-- column: opened_at timestamp
-- column: last_case_on date  -- null = no positive is linked to the zone
-- column: notice_no varchar
-- column: is_synthetic boolean
-- column: missing varchar[]  -- what stands in the way: days, round, contact
-- column: unrecorded varchar[]  -- of round and contact, what the rule set asks for and nothing is recorded of
-- column: last_negative_round_on date  -- last full round of the zone without a positive; null = none recorded
-- column: last_contact_on date  -- last exposure of the last contact; null = not recorded
-- column: last_transfer_on date  -- when the last contact was moved to central isolation; null = not recorded
-- column: becomes varchar  -- the level afterwards; low = released; null = no rule
-- column: scheme_notice_no varchar  -- the notice that gave it another rule set; null = as declared, or without a number
-- source: views/zone_clock
-- note: not_linked = positives were found in the district later and no positive names a zone, so no clock can be reckoned.
-- note: low zones have no clock; lifted zones are not listed. A rule set that does not exist is refused before it is asked.
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
    missing,
    unrecorded,
    last_negative_round_on,
    last_contact_on,
    last_transfer_on,
    lowers_to as becomes,
    scheme_notice_no,
from clocks
order by zone_id
