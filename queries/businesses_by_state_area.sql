-- businesses_by_state_area: businesses of the register by district, category and state.
-- zh: 各区保供企业：类别与状态
-- grain: area_id, category, state
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_name varchar
-- column: category varchar
-- column: state varchar  -- applied, verified, listed, rectify, suspended or removed
-- column: businesses bigint
-- column: area_id varchar
-- column: is_synthetic boolean
-- source: views/business_state
-- note: on the whitelist are the listed ones; removed ones stay in the register.
with known_businesses as (select * from business_state($as_of))

select any_value(area_name) as area_name, category, state, count(*) as businesses, area_id, bool_or(is_synthetic) as is_synthetic,
from known_businesses
group by area_id, category, state
order by area_id, category, state
