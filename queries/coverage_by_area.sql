-- coverage_by_area: people of each district with an open food place within the radius of their home, in a straight line.
-- zh: 各区县给定半径内有营业保供点的人口
-- grain: area_id
-- param: $radius bigint = 500  -- metres, straight line; null = [coverage] of city.toml, else 500; 1 to 20 000
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar
-- column: part varchar  -- district; homes and places are read for the step, and not returned
-- column: is_shown boolean  -- a district
-- column: radius_m bigint  -- as used
-- column: grids bigint  -- grids, estates and villages that count
-- column: grids_unplaced bigint  -- of these without coordinates
-- column: people_closed bigint  -- inside a closed zone, where nobody may walk; null = none is stated
-- column: households_closed bigint
-- column: people_unplaced bigint  -- of homes without coordinates: not known to be near or far; null = none is stated
-- column: households_unplaced bigint
-- column: places_open bigint  -- open food places with coordinates
-- column: places_unsure bigint  -- open ones without coordinates, and those of which nobody said whether they are open
-- column: zones_unbounded bigint  -- closed zones without a boundary: who lives in them counts as free to walk
-- column: is_synthetic boolean
-- column: lons double[]  -- null in a district, as are the next three
-- column: lats double[]
-- column: people_each double[]  -- nan = not stated
-- column: households_each double[]  -- nan = not stated
-- step: coverage of radius_m over part shows is_shown
-- adds: people_covered bigint  -- with an open place within the radius; null = no people stated, or no open place known anywhere
-- adds: people_uncovered bigint  -- without one
-- adds: people_share double  -- covered / (covered + uncovered), 0-1
-- adds: households_covered bigint
-- adds: households_uncovered bigint
-- adds: households_share double
-- source: views/coverage_part
-- note: who lives near a border is served from beyond it. The way on foot is longer than the straight line.
select
    area_id,
    area_name,
    part,
    part = 'district' as is_shown,
    least(greatest(coalesce($radius::bigint, 500), 1), 20000)::bigint as radius_m,
    grids,
    grids_unplaced,
    people_closed,
    households_closed,
    people_unplaced,
    households_unplaced,
    places_open,
    places_unsure,
    zones_unbounded,
    is_synthetic,
    lons,
    lats,
    people_each,
    households_each,
from coverage_part($as_of)
order by part, area_id
