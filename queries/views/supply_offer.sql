-- supply_offer: for each request that waits, the points that had enough of the good before anybody was served, nearest first.
-- zh: 可满足待办需求的保供点
-- grain: turn
-- source: views/supply_request_open, views/supply_stock_free
-- note: turn is the place in line, the oldest first. Straight lines. A request without a point on the map has no offers.
create or replace macro supply_offer(as_of) as table
with

distances as (
    select
        a.turn, f.supply_point_id as point, f.free, f.orders_left as carries,
        2 * 6371.0088 * asin(sqrt(
            sin(radians(f.lat - a.lat) / 2) ** 2
            + cos(radians(a.lat)) * cos(radians(f.lat)) * sin(radians(f.lon - a.lon) / 2) ** 2
        )) as km,
    from supply_request_open(as_of) as a
    inner join supply_stock_free(as_of) as f on a.item = f.item and a.measure = f.measure and a.amount <= f.free
)

select a.turn, any_value(a.item) as item, any_value(a.amount) as amount, any_value(a.orders) as orders,
    coalesce(
        list({km: d.km, point: d.point, free: d.free, carries: d.carries} order by d.km, d.point) filter (where d.km is not null), []
    ) as offers,
from supply_request_open(as_of) as a
left join distances as d on a.turn = d.turn
group by a.turn
