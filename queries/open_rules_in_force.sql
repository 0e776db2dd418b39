-- open_rules_in_force: what each category of business may do now, under which notice.
-- zh: 现行营业规则
-- grain: rule_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: rule_id varchar
-- column: category varchar
-- column: zone_level varchar  -- null = outside zones
-- column: mode varchar
-- column: capacity_share double  -- 0-1; null = no limit on numbers
-- column: valid_from timestamp  -- null = not published; in force from its notice, or from when it became known
-- column: area_id varchar  -- null = the whole city
-- column: area_name varchar
-- column: valid_to timestamp  -- null = until further notice, or not published
-- column: notice_no varchar
-- column: source varchar
-- column: is_synthetic boolean
-- source: views/open_rule_known, views/area_known
-- note: where two rules of one category are in force, both are shown; a business follows that of its district, else the city's,
-- note: and of two of one place the later.
with known_rules as (select * from open_rule_known($as_of) where began_at <= $as_of and (valid_to is null or valid_to > $as_of))

select
    r.rule_id,
    r.category,
    r.zone_level,
    r.mode,
    r.capacity_share,
    r.valid_from,
    r.area_id,
    a.area_name,
    r.valid_to,
    r.notice_no,
    r.source,
    r.is_synthetic,
from known_rules as r
left join area_known($as_of) as a on r.area_id = a.area_id
order by r.rule_id
