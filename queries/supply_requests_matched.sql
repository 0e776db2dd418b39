-- supply_requests_matched: each request that waits, with the point that could fill it, the oldest served first: a proposal.
-- zh: 待办物资需求与可调出保供点（建议）
-- grain: request_id
-- param: $areas varchar[] = []  -- empty means every area
-- param: $reach_km double = 10  -- straight line; no point farther away is proposed; null = 10
-- param: $most bigint = 200  -- requests that are tried, the oldest first; null = 200
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: request_id varchar
-- column: asked_at timestamp
-- column: area_id varchar
-- column: zone_id varchar
-- column: place varchar
-- column: item varchar
-- column: quantity double  -- in unit
-- column: unit varchar
-- column: households bigint  -- null counts as one
-- column: is_at_door boolean  -- from a closed zone: delivered to the door, nobody walks
-- column: supply_point_id varchar  -- null = none is proposed
-- column: point_name varchar
-- column: distance_km double  -- straight line; null = none is proposed
-- column: unmatched_because varchar  -- unit, unlocated, no_stock, too_far, no_capacity or in_line (not tried); null = matched
-- column: is_synthetic boolean
-- source: views/supply_request_open, views/supply_turn, views/supply_offer, supply_points
-- sliced: area_id
-- note: each request takes the nearest point with enough beyond its own need of a day and orders left; neither is given twice.
select
    a.request_id,
    a.asked_at,
    a.area_id,
    a.zone_id,
    a.place,
    a.item,
    a.quantity,
    a.unit,
    a.households,
    a.is_at_door,
    t.point as supply_point_id,
    p.name as point_name,
    t.km as distance_km,
    case
        when t.point is not null
        then null
        when a.amount is null
        then 'unit'
        when a.lon is null or a.lat is null
        then 'unlocated'
        when t.turn is null
        then 'in_line'
        when t.is_stocked
        then 'no_capacity'
        when o.offers[1].km > coalesce($reach_km, 10)
        then 'too_far'
        else 'no_stock'
    end as unmatched_because,
    a.is_synthetic,
from supply_request_open($as_of) as a
inner join supply_offer($as_of) as o on a.turn = o.turn
left join supply_turn($as_of, coalesce($reach_km, 10), coalesce($most, 200)) as t on a.turn = t.turn
left join current_supply_points($as_of) as p on t.point = p.supply_point_id
where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], a.area_id)
order by a.request_id
