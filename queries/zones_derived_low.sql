-- zones_derived_low: districts whose remaining part is low, since a zone in force in them makes it so.
-- zh: 由现有风险区推定的低风险地区（区县其余部分）
-- grain: area_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar
-- column: high bigint  -- high zones in force there
-- column: medium bigint  -- medium zones in force there
-- column: scheme varchar  -- the rule set of the latest of them, which makes the rest low
-- column: since timestamp  -- when the earliest of them that is still in force was opened
-- column: is_stated boolean  -- a low zone of that district is recorded as well
-- column: is_synthetic boolean
-- source: views/zone_open, views/scheme_clock, areas
-- note: a district without a zone has no row: no zone is not low. Zones known only for the city as a whole say nothing of a
-- district.
-- note: new_ten and county_2020 derive no low rest.
with

    known_zones as (select * from zone_open($as_of)),

    resting as (
        select *
        from known_zones
        where
            level in ('high', 'medium')
            and scheme in (select scheme from scheme_clock($as_of) where rest_is_low)
            and area_id not in (select area_id from current_areas($as_of) where kind = 'city')
    )

select
    area_id,
    any_value(area_name) as area_name,
    count(*) filter (where level = 'high') as high,
    count(*) filter (where level = 'medium') as medium,
    arg_max(scheme, (opened_at, zone_id)) as scheme,
    min(opened_at) as since,
    area_id in (select area_id from known_zones where level = 'low') as is_stated,
    bool_or(is_synthetic) as is_synthetic,
from resting
group by area_id
order by area_id
