-- area_known: areas as they are known, with what they count for.
-- zh: 地区：名称、层级、是否计入全市合计
-- grain: area_id
-- source: areas
-- cached: many questions of one moment read it
-- note: is_nested marks a functional zone whose figures lie inside another area's; it is left out of sums.
-- note: streets and towns right below the city are its districts, as in 东莞, which has no others.
-- note: an area is a district from valid_from on, and until valid_to where a successor carries its past (see area_standing).
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
    (
        kind in ('district', 'county', 'county_city', 'functional_zone', 'system')
        or (kind = 'street' and parent_id in (select area_id from current_areas(as_of) where kind = 'city'))
    )
    and coalesce(valid_from <= as_of, true)
    and (coalesce(valid_to > as_of, true) or area_id not in (select area_id from area_standing(as_of))) as is_district,
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
from current_areas(as_of)
