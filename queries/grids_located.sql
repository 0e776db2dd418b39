-- grids_located: grids, estates and villages that have a point, with the households and people behind them.
-- zh: 有坐标的网格
-- grain: grid_id
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: grid_id varchar
-- column: name varchar
-- column: area_id varchar
-- column: households bigint  -- null = not known
-- column: people bigint  -- null = not known
-- column: lon double  -- WGS-84
-- column: lat double
-- column: is_synthetic boolean
-- source: grids
-- note: grids without a point are left out: nothing says what they lie in.
select grid_id, name, area_id, households, people, lon, lat, is_synthetic
from current_grids($as_of)
where lon is not null and lat is not null and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
order by grid_id
