-- business_card: one business: its state, how it operates now, why, and by what.
-- zh: 一家保供企业
-- grain: business_id
-- param: $business varchar = b1
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: business_id varchar
-- column: name varchar
-- column: category varchar
-- column: area_id varchar
-- column: area_name varchar
-- column: address varchar
-- column: approver varchar
-- column: capacity bigint  -- people at once; null = not set
-- column: state varchar
-- column: state_since timestamp  -- null = no change recorded
-- column: reason varchar
-- column: mode varchar  -- mode of operation now; null = as registered
-- column: mode_reason varchar  -- why; null = as registered
-- column: capacity_now double  -- people at once under the rule in force; null = no limit known
-- column: rule_id varchar  -- the opening rule that it follows; null = none
-- column: notice_no varchar
-- column: rule_from timestamp
-- column: rule_source varchar
-- column: capacity_share double  -- 0-1; null = no limit on numbers
-- column: zone_id varchar  -- the zone that it stands in, or perhaps stands in; null = none
-- column: zone_level varchar
-- column: zone_scheme varchar  -- the rule set of that zone
-- column: extent_text varchar
-- column: is_zone_certain boolean  -- false = matched by wording, or the boundary is of unknown precision
-- column: inspection_outcome varchar  -- of the visit that still weighs: a closing, or a deadline that has passed
-- column: inspected_at timestamp
-- column: rectify_by date
-- column: lon double
-- column: lat double
-- column: is_synthetic boolean
-- source: views/business_state, views/business_zone, views/open_rule_known, inspections
select
    b.business_id,
    b.name,
    b.category,
    b.area_id,
    b.area_name,
    b.address,
    b.approver,
    b.capacity,
    b.state,
    b.state_since,
    b.reason,
    b.mode,
    b.mode_reason,
    b.capacity_now,
    b.rule_id,
    b.notice_no,
    r.began_at as rule_from,
    r.source as rule_source,
    r.capacity_share,
    b.zone_id,
    b.zone_level,
    z.scheme as zone_scheme,
    z.extent_text,
    b.is_zone_certain,
    b.inspection_outcome,
    b.inspected_at,
    i.rectify_by,
    b.lon,
    b.lat,
    b.is_synthetic,
from business_state($as_of) as b
left join business_zone($as_of) as z on b.business_id = z.business_id and b.zone_id = z.zone_id
left join open_rule_known($as_of) as r on b.rule_id = r.rule_id
left join current_inspections($as_of) as i on b.inspection_id = i.inspection_id
where b.business_id = $business
order by b.business_id
