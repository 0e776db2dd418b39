-- supply_request_open: requests that wait, the oldest first, each in the unit of its measure, with the point where it is.
-- zh: 待办的物资需求
-- grain: request_id
-- source: supply_requests, views/unit_size, views/zone_open
-- cached: many questions of one moment read it
-- note: amount is in kg, litres, portions or pieces; null = unit not known. The point is its own, else that of its zone.
-- note: is_at_door: it comes from a high or medium zone in force, where nobody may walk to a point.
create or replace macro supply_request_open(as_of) as table
select
    row_number() over (order by r.at, r.request_id) as turn, r.request_id, r.at as asked_at, r.area_id, r.zone_id, r.place, r.item,
    r.quantity, r.unit, r.households, u.measure, r.quantity * u.size as amount, greatest(coalesce(r.households, 1), 1) as orders,
    coalesce(r.lon, z.lon) as lon, coalesce(r.lat, z.lat) as lat, z.level in ('high', 'medium') is true as is_at_door, r.is_synthetic,
from current_supply_requests(as_of) as r
left join unit_size(as_of) as u on lower(trim(r.unit)) = u.unit
left join zone_open(as_of) as z on r.zone_id = z.zone_id
where coalesce(r.state, 'open') = 'open' and r.at <= as_of
