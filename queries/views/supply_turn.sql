-- supply_turn: each request in turn, the oldest first, with the point that could fill it when those before it have been served.
-- zh: 按先后逐项配对的物资需求
-- grain: turn
-- source: views/supply_offer
-- note: the nearest point within reach that has enough stock and orders left; what one request takes, no later one is given.
-- note: point null = none. Requests after the first `most` are not tried. One list is reduced: a recursive query asks views anew.
create or replace macro supply_turn(as_of, reach_km, most) as table
with

in_line as (
    select list({
        turn: turn, item: item, amount: amount, orders: orders, near: [o for o in offers if o.km <= reach_km],
        served: []::struct(turn bigint, point varchar, km double, is_stocked boolean, item varchar, amount double, orders bigint)[]
    } order by turn) as requests
    from supply_offer(as_of)
    where turn <= most
),

reduced as (
    select list_reduce(requests, lambda past, r: {
        turn: r.turn, item: r.item, amount: r.amount, orders: r.orders, near: r.near[:0],
        served: list_append(past.served, list_transform([[
            o for o in r.near
            if o.free - coalesce(list_sum([s.amount for s in past.served if s.point = o.point and s.item = r.item]), 0) >= r.amount
        ]], lambda stocked: list_transform([[
            o for o in stocked
            if o.carries - coalesce(list_sum([s.orders for s in past.served if s.point = o.point]), 0) >= r.orders
        ][1]], lambda best: {
            turn: r.turn, point: best.point, km: best.km, is_stocked: len(stocked) > 0, item: r.item, amount: r.amount, orders: r.orders
        })[1])[1])
    }, {turn: 0::bigint, item: null::varchar, amount: null::double, orders: null::bigint, near: requests[1].near[:0],
        served: requests[1].served[:0]}).served as served
    from in_line
)

select s.turn, s.point, s.km, s.is_stocked,
from (select unnest(served) as s from reduced where served is not null) as one
