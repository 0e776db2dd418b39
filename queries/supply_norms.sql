-- supply_norms: what one person needs a day of each good, whether it is required, and who said so.
-- zh: 每人每日物资需要量
-- grain: item
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: item varchar
-- column: kg_per_person_day double  -- kg; null = the city's own norms lack it, and its cover is unknown
-- column: is_required boolean  -- cover of a point is the least of its required goods
-- column: is_own boolean  -- of the city's own norms, else the planning norm (Quanzhou notice of 2022-03-16)
-- column: valid_from date  -- of an own norm; null = not stated
-- column: source varchar  -- of an own norm; null = not stated
-- column: is_synthetic boolean  -- null = not a row of this city
-- source: views/supply_norm, supply_points
-- note: nothing while no supply point is known, of which cover could be told.
select item, kg_per_person_day, is_required, is_own, valid_from, source, is_synthetic,
from supply_norm($as_of)
where exists (select 1 from current_supply_points($as_of))
order by item
