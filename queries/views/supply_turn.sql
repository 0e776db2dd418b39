-- supply_turn: each request in turn, the oldest first, with the point that could fill it when those before it have been served.
-- zh: 按先后逐项配对的物资需求
-- grain: turn
-- source: views/supply_offer
-- note: the nearest point within reach that has enough stock and orders left; what one request takes, no later one is given.
-- note: best: km, point, item, amount, orders; null = none. Requests after the first `most` are not tried.
create or replace macro supply_turn(reach_km, most, as_of) as table
with recursive

offers as materialized (select * from supply_offer(as_of)),

turns(turn, best, is_near, is_stocked, used) as (
    select
        0::bigint, null::struct(km double, point varchar, item varchar, amount double, orders bigint), false, false,
        []::struct(km double, point varchar, item varchar, amount double, orders bigint)[]
    union all
    select turn, best, is_near, is_stocked, if(best is null, used, list_append(used, best))
    from (
        select turn, used, is_near, len(stocked) > 0 as is_stocked, [
            {km: o.km, point: o.point, item: item, amount: amount, orders: orders} for o in stocked
            if o.carries - coalesce(list_sum([u.orders for u in used if u.point = o.point]), 0) >= orders
        ][1] as best
        from (
            select r.turn, t.used, r.item, r.amount, r.orders, coalesce(r.offers[1].km <= reach_km, false) as is_near, [
                o for o in r.offers if o.km <= reach_km
                and o.free - coalesce(list_sum([u.amount for u in t.used if u.point = o.point and u.item = r.item]), 0) >= r.amount
            ] as stocked
            from turns as t
            inner join offers as r on t.turn + 1 = r.turn
            where r.turn <= most
        ) as tried
    ) as served
)

select * from turns where turn > 0
