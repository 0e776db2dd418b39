-- open_rules_in_force: what each category of business may do now, under which notice.
-- zh: 现行营业规则
-- grain: rule_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: rule_id varchar
-- column: category varchar
-- column: zone_level varchar  -- null = outside zones
-- column: mode varchar
-- column: capacity_share double  -- 0-1; null = no limit on numbers
-- column: valid_from timestamp
-- column: valid_to timestamp  -- null = until further notice
-- column: notice_no varchar
-- column: source varchar
-- column: is_synthetic boolean
-- source: open_rules
-- note: where two rules of one category are in force, both are shown; a business follows the later one.
with

    known_rules as (
        select * from current_open_rules($as_of) where valid_from <= $as_of and (valid_to is null or valid_to > $as_of)
    )

select rule_id, category, zone_level, mode, capacity_share, valid_from, valid_to, notice_no, source, is_synthetic
from known_rules
order by rule_id
