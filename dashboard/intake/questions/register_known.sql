-- The register of businesses as it was last told, word for word.
select business_id, name, category, area_id, address, lon, lat, approver, capacity
from businesses
where sys_from <= $as_of and (sys_to is null or sys_to > $as_of)
order by business_id
