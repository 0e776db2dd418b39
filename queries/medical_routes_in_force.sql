-- medical_routes_in_force: how people of each health-code colour get medical care, and at which facility.
-- zh: 现行就医指引
-- grain: route_id
-- param: $areas varchar[] = []  -- empty means every area; what holds in the whole city is always there
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: route_id varchar
-- column: code_colour varchar  -- null = any colour
-- column: patient_group varchar
-- column: applies_to varchar  -- as published; null = everybody of the colour
-- column: area_id varchar  -- null = the whole city
-- column: area_name varchar
-- column: is_wide boolean  -- whether it holds in the whole city
-- column: facility varchar  -- null = none was named
-- column: transport varchar
-- column: valid_from timestamp  -- null = not published
-- column: notice_no varchar
-- column: source varchar
-- column: is_synthetic boolean
-- source: medical_routes, views/area_known
select
    r.route_id,
    r.code_colour,
    r.patient_group,
    r.applies_to,
    r.area_id,
    a.area_name,
    coalesce(a.is_city, r.area_id is null) as is_wide,
    r.facility,
    r.transport,
    r.valid_from,
    r.notice_no,
    r.source,
    r.is_synthetic,
from current_medical_routes($as_of) as r
left join area_known($as_of) as a on r.area_id = a.area_id
where
    coalesce(r.valid_from <= $as_of, true)
    and coalesce(r.valid_to > $as_of, true)
    and (len($areas::varchar[]) = 0 or coalesce(a.is_city, r.area_id is null) or list_contains($areas::varchar[], r.area_id))
order by r.route_id
