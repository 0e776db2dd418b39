-- handovers_by_park: lorries on their way through the chain by logistics park.
-- zh: 各物流园区的闭环车辆
-- grain: park
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: park varchar  -- empty = not in a park yet, or none recorded
-- column: vehicles bigint  -- on their way now: neither released nor found positive
-- column: untested bigint  -- of these, without a test on record
-- column: broken bigint  -- of these, at the gate with nothing after it for longer than chain_hours
-- column: released_24h bigint  -- released in the last 24 hours
-- column: found_positive_7d bigint  -- found positive in the last 7 days (168 hours)
-- column: last_positive_at timestamp  -- null = none on record
-- column: chain_hours integer  -- the limit, in hours
-- column: is_synthetic boolean
-- source: views/vehicle_trip, views/oversight_limit
with

    trips as (
        select t.*, coalesce(t.park, '') as park_name, l.chain_hours
        from vehicle_trip($as_of) as t
        cross join oversight_limit($as_of) as l
        where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], t.area_id)
    )

select
    park_name as park,
    count(*) filter (where is_under_way) as vehicles,
    count(*) filter (where is_under_way and tested_at is null) as untested,
    count(*) filter (where is_under_way and is_broken and went_on_at is null) as broken,
    count(*) filter (where released_at > $as_of - interval 24 hours) as released_24h,
    count(*) filter (where positive_at > $as_of - interval 168 hours) as found_positive_7d,
    max(positive_at) as last_positive_at,
    any_value(chain_hours) as chain_hours,
    bool_or(is_synthetic) as is_synthetic,
from trips
group by park_name
order by park_name
