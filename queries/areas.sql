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
-- column: former_names varchar  -- parted by 、; null = none known
-- column: valid_from date  -- first day of the area; null = not known
-- column: valid_to date  -- first day without it; null = it stands
-- column: successor_id varchar  -- the area that its figures belong to from valid_to on
-- column: standing_id varchar  -- the area that stands for it at as_of: itself, unless it was merged by then
-- source: views/area_known, views/area_standing
with known_areas as (select * from area_known($as_of))

select
    k.area_id,
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
    former_names,
    valid_from,
    valid_to,
    successor_id,
    coalesce(s.standing_id, k.area_id) as standing_id,
from known_areas as k
left join area_standing($as_of) as s on k.area_id = s.area_id
order by k.area_id
