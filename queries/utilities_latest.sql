-- utilities_latest: water, power, gas and heating as last reported, with the days of reserve.
-- zh: 水电气热现况
-- grain: kind, area_id, name
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: kind varchar
-- column: area_id varchar
-- column: area_name varchar
-- column: name varchar
-- column: stated_at timestamp
-- column: state varchar  -- normal, reduced, interrupted or unknown
-- column: reserve double  -- in unit; null = unknown
-- column: per_day double  -- supplied or used a day, in unit; null = unknown
-- column: unit varchar
-- column: reserve_days double  -- as stated, else reserve by what is used a day; null = unknown
-- column: is_short boolean  -- below the limit of three days; null = unknown
-- column: staff bigint  -- people on site; null = unknown
-- column: remark varchar
-- column: source varchar
-- column: is_synthetic boolean
-- source: views/utility_state
select
    kind,
    area_id,
    area_name,
    name,
    stated_at,
    state,
    reserve,
    per_day,
    unit,
    reserve_days,
    is_short,
    staff,
    remark,
    source,
    is_synthetic,
from utility_state($as_of)
order by kind, area_id, name
