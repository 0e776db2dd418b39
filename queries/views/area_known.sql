-- area_known: areas as they are known, with what they count for.
-- zh: 地区：名称、层级、是否计入全市合计
-- grain: area_id
-- source: areas
-- note: is_nested marks a functional zone whose figures lie inside another area's; it is left out of sums.
create or replace macro area_known(as_of) as table
select
    area_id,
    name as area_name,
    name_en as area_name_en,
    name_pinyin,
    kind,
    parent_id,
    nested_in,
    nested_in is not null or not coalesce(counts_in_parent, true) as is_nested,
    kind = 'city' as is_city,
    kind in ('district', 'county', 'county_city', 'functional_zone', 'system') as is_district,
    population,
    population_year,
    population_source,
    households,
    lon,
    lat,
from current_areas(as_of)
