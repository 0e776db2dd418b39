-- supply_stock_free: what open points have of a good beyond their own need of a day, and the orders that they can still carry.
-- zh: 保供点可调出的库存与当日余力
-- grain: supply_point_id, item
-- source: views/supply_cover, views/supply_norm, views/unit_size, supply_points, deliveries
-- note: stock of the last two days only. A good with a norm counts where the people served are known and its unit is a weight.
-- note: orders_left: orders a day less the households that were served today; 0 too where no capacity is stated.
create or replace macro supply_stock_free(as_of) as table
with

carried as (
    select d.supply_point_id, sum(greatest(coalesce(d.households_served, 1), 1)) as orders,
    from current_deliveries(as_of) as d
    where d.at::date = as_of::date and d.at <= as_of
    group by d.supply_point_id
)

select
    c.supply_point_id, c.name, c.item, u.measure, c.lon, c.lat,
    c.stock * u.size - coalesce(c.population_served * n.kg_per_person_day, 0) as free,
    greatest(p.orders_per_day - coalesce(d.orders, 0), 0) as orders_left,
from supply_cover(as_of) as c
inner join current_supply_points(as_of) as p on c.supply_point_id = p.supply_point_id
inner join unit_size(as_of) as u on lower(trim(c.unit)) = u.unit
left join supply_norm(as_of) as n on c.item = n.item
left join carried as d on c.supply_point_id = d.supply_point_id
where
    not c.is_stale and c.point_state in ('open', 'limited')
    and (n.item is null or (c.population_served is not null and n.kg_per_person_day is not null and u.measure = 'mass'))
