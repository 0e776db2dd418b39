-- medical_routes_missing: districts of which no designated facility was published, where the city has medical routes in force.
-- zh: 未公布定点医疗机构的区县
-- grain: area_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar
-- column: is_synthetic boolean
-- source: medical_routes, views/area_known
-- note: a facility of the whole city, such as one for women in labour, is not the district's own.
with

    routes as (
        select *
        from current_medical_routes($as_of)
        where coalesce(valid_from <= $as_of, true) and coalesce(valid_to > $as_of, true)
    )

select a.area_id, a.area_name, (select bool_or(is_synthetic) from routes) as is_synthetic,
from area_known($as_of) as a
where
    a.is_district
    and not a.is_nested
    and exists (select 1 from routes)
    and not exists (select 1 from routes as r where r.area_id = a.area_id and r.facility is not null)
order by a.area_id
