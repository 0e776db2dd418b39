-- zones_open_by_area: zones in force by district and level.
-- zh: 各区现有风险区
-- grain: area_id, level
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar
-- column: level varchar  -- high, medium or low
-- column: zones bigint  -- zones
-- column: address_only bigint  -- of these, zones without coordinates, which no map can show: known by address or by streets
-- column: people bigint  -- people inside, where known; null = known for none
-- column: zones_with_people bigint  -- zones whose number of people is known
-- column: is_synthetic boolean
-- source: views/zone_open
-- note: an area without zones has no row: no zone is not a low zone.
with known_zones as (select * from zone_open($as_of))

select
    area_id,
    any_value(area_name) as area_name,
    level,
    count(*) as zones,
    count(*) filter (where lon is null or lat is null) as address_only,
    sum(people)::bigint as people,
    count(people) as zones_with_people,
    bool_or(is_synthetic) as is_synthetic,
from known_zones
group by area_id, level
order by area_id, level
