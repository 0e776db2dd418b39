-- supply_points: every supply point with its state and its scarcest good.
-- zh: 保供点清单
-- grain: supply_point_id
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: supply_point_id varchar
-- column: name varchar
-- column: kind varchar
-- column: area_id varchar
-- column: area_name varchar
-- column: state varchar  -- open, limited or closed; null = not stated
-- column: cover_state varchar  -- worst of its required goods: out, below_1, below_3, ok or unknown
-- column: unknown_because varchar  -- silent (no report in 2 days), population (unknown) or measure; null = cover is known
-- column: worst_cover_days double  -- days; null = unknown
-- column: worst_item varchar
-- column: missing_items varchar  -- required goods of which nothing usable is known, by commas; null = none missing
-- column: reported_at timestamp  -- last stock report; null = none
-- column: population_served bigint
-- column: orders_per_day bigint  -- null = unknown
-- column: count bigint  -- as published, in counting_unit; null = one
-- column: counting_unit varchar
-- column: qualifier varchar  -- of count: exact, at_least, about or up_to
-- column: places bigint  -- what the row adds to a sum: 1, or of the number what is not listed one by one
-- column: operator varchar
-- column: address varchar
-- column: lon double
-- column: lat double
-- column: is_synthetic boolean
-- source: views/supply_point_state
-- sliced: area_id
with

    points as (
        select * from supply_point_state($as_of) where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)
    )

select
    supply_point_id,
    name,
    kind,
    area_id,
    area_name,
    state,
    cover_state,
    case
        when cover_state <> 'unknown'
        then null
        when reported_at is null or is_stale
        then 'silent'
        when population_served is null
        then 'population'
        else 'measure'
    end as unknown_because,
    worst_cover_days,
    worst_item,
    missing_items,
    reported_at,
    population_served,
    orders_per_day,
    count,
    counting_unit,
    qualifier,
    places,
    operator,
    address,
    lon,
    lat,
    is_synthetic,
from points
order by supply_point_id
