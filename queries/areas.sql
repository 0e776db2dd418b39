-- areas: the city and its districts, with population.
-- zh: 地区与人口
-- grain: area_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar
-- column: area_name_en varchar
-- column: name_pinyin varchar  -- sort key
-- column: kind varchar
-- column: parent_id varchar
-- column: nested_in varchar  -- the area whose figures include this one
-- column: is_nested boolean
-- column: is_city boolean
-- column: is_district boolean
-- column: population bigint  -- residents; null = unknown
-- column: population_year bigint
-- column: population_source varchar
-- column: households bigint  -- null = unknown
-- column: lon double
-- column: lat double
-- source: views/area_known
with known_areas as (select * from area_known($as_of))

select
    area_id,
    area_name,
    area_name_en,
    name_pinyin,
    kind,
    parent_id,
    nested_in,
    is_nested,
    is_city,
    is_district,
    population,
    population_year,
    population_source,
    households,
    lon,
    lat,
from known_areas
order by area_id
