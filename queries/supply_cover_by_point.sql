-- supply_cover_by_point: latest stock of each good at each supply point, and the days it covers.
-- zh: 保供点库存与可保障天数
-- grain: supply_point_id, item
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: supply_point_id varchar
-- column: name varchar
-- column: area_name varchar
-- column: item varchar
-- column: stock double  -- as reported, in unit
-- column: cover_days double  -- stock / (people served x need a day); null = people or need unknown
-- column: state varchar  -- out, below_1, below_3, ok or unknown
-- column: unit varchar
-- column: reported_at timestamp
-- column: is_stale boolean  -- the report is older than 2 days
-- column: population_served bigint  -- people; null = unknown
-- column: kind varchar
-- column: area_id varchar
-- column: is_synthetic boolean
-- source: views/supply_cover
-- note: a stale report has the state unknown, whatever it said; its cover_days are those of its time.
with cover as (select * from supply_cover($as_of))

select
    supply_point_id,
    name,
    area_name,
    item,
    stock,
    cover_days,
    state,
    unit,
    reported_at,
    is_stale,
    population_served,
    kind,
    area_id,
    is_synthetic,
from cover
order by supply_point_id, item
