-- zone_service: high and medium zones in force, whether a delivery reached each within two days, and whether a link serves it.
-- zh: 高、中风险区两天内的配送情况与配送对接
-- grain: zone_id
-- source: views/zone_open, views/supply_link, deliveries, delivery_links
-- cached: many questions of one moment read it
-- note: is_standing = at its level for two days: of a newer one nobody can say that two days went by without a delivery.
-- note: is_linked: a link in force of an open point names the zone, its district, or a place that its wording holds.
-- note: is_linked null = no link was ever reported, or the points of its links do not state whether they are open.
create or replace macro zone_service(as_of) as table
with

last_deliveries as (
    select d.zone_id, max(d.at) as last_at
    from current_deliveries(as_of) as d
    where d.zone_id is not null and d.at <= as_of
    group by d.zone_id
),

closed as (select * from zone_open(as_of) where level in ('high', 'medium')),

-- Three joins, each on an equality: one with alternatives would compare every zone with every link.
reached as (
    select z.zone_id, l.is_working from closed as z inner join supply_link(as_of) as l on z.zone_id = l.zone_id
    union all
    select z.zone_id, l.is_working
    from closed as z
    inner join supply_link(as_of) as l on z.area_id = l.area_id and l.zone_id is null and l.place is null
    union all
    select z.zone_id, l.is_working
    from closed as z
    inner join supply_link(as_of) as l
        on l.zone_id is null and length(l.place) > 1 and contains(z.extent_text, l.place) and coalesce(l.area_id, z.area_id) = z.area_id
),

linked as (
    select zone_id, count(*) filter (where is_working is null) as unstated, count(*) filter (where is_working) as links
    from reached
    group by zone_id
)

select
    z.zone_id, z.area_id, z.level_since <= as_of - interval 2 days as is_standing,
    coalesce(d.last_at > as_of - interval 2 days, false) as is_served,
    z.level, z.extent_text, z.level_since, z.households, d.last_at as last_served_at,
    case
        when not exists (select 1 from current_delivery_links(as_of)) then null
        when coalesce(l.links, 0) > 0 then true
        when l.unstated > 0 then null
        else false
    end as is_linked,
    coalesce(l.links, 0) as links, z.is_synthetic,
from closed as z
left join last_deliveries as d on z.zone_id = d.zone_id
left join linked as l on z.zone_id = l.zone_id
