-- supply_link: delivery links in force, and whether the point of each is open.
-- zh: 有效的配送对接
-- grain: link_id
-- source: delivery_links, supply_points
-- note: is_working is null where the state of the point is not stated; a point that is not on record does not deliver.
create or replace macro supply_link(as_of) as table
select l.link_id, l.supply_point_id, p.name, l.zone_id, l.area_id, l.place, l.orders_per_day,
    if(p.supply_point_id is null, false, p.state in ('open', 'limited')) as is_working, l.is_synthetic,
from current_delivery_links(as_of) as l
left join current_supply_points(as_of) as p on l.supply_point_id = p.supply_point_id
where (l.valid_from is null or l.valid_from <= as_of) and (l.valid_to is null or l.valid_to > as_of)
