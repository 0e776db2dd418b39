-- food_place: supply points and food shops, and whether people may walk to them for food.
-- zh: 可步行购买食品的保供点与商户
-- grain: kind, id
-- source: views/supply_point_state, views/business_state, views/zone_open, zone_points
-- note: left out is what nobody walks to (transfer points, front warehouses, teams that deliver, parcel stations), and bare
-- numbers.
-- note: is_open: false = closed, by delivery alone, or inside the boundary of a high or medium zone; null = nobody said.
create or replace macro food_place(as_of) as table
with

closed_points as (
    select distinct p.lon, p.lat
    from main.zone_points as p
    inner join zone_open(as_of) as z on p.shape = md5(z.geometry)
    where z.level in ('high', 'medium')
),

everything as (
    select
        'supply_point' as kind, supply_point_id as id, name, kind as category, area_id, lon, lat, is_synthetic, state in ('open', 'limited') as is_open
    from supply_point_state(as_of)
    where kind not in ('transfer_point', 'front_warehouse', 'volunteer_team', 'gas_team', 'parcel_station') and stated is null
    union all by name
    select
        'business' as kind, business_id as id, name, category, area_id, lon, lat, is_synthetic,
        if(mode = 'to_verify', null, mode in ('open', 'capacity_limited', 'takeaway_only')) as is_open
    from business_state(as_of)
    where category in ('food_retail', 'farmers_market')
)

select e.* exclude (is_open), e.is_open and c.lon is null as is_open
from everything as e
left join closed_points as c on e.lon = c.lon and e.lat = c.lat
