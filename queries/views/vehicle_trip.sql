-- vehicle_trip: every lorry's trip from the gate on, with the step that it has reached.
-- zh: 货车闭环：每一车次及其当前环节
-- grain: vehicle_key, trip
-- source: views/vehicle_step, views/oversight_limit, views/area_known
-- cached: many questions of one moment read it
-- note: under way = the newest trip of its vehicle, neither released nor found positive.
-- note: broken = at the gate, GPS fitted or not, and no park, test, release or result within the hours of oversight_limit.
create or replace macro vehicle_trip(as_of) as table
with

trips as (
    select
        vehicle_key,
        trip,
        min(happened_at) as gate_at,
        arg_max(step, (happened_at, place)) as step,
        max(happened_at) as step_at,
        arg_min(area_id, (happened_at, place)) as area_id,
        arg_min(checkpoint_id, (happened_at, place)) as checkpoint_id,
        arg_max(park, (happened_at, place)) as park,
        min(happened_at) filter (where step not in ('gate', 'gps_fitted')) as went_on_at,
        min(happened_at) filter (where step = 'tested') as tested_at,
        min(happened_at) filter (where step = 'released') as released_at,
        min(happened_at) filter (where step = 'positive') as positive_at,
        bool_or(is_synthetic) as is_synthetic,
    from vehicle_step(as_of)
    where trip > 0
    group by vehicle_key, trip
)

select
    t.*,
    a.area_name,
    t.step not in ('released', 'positive') and t.trip = max(t.trip) over (partition by t.vehicle_key) as is_under_way,
    date_diff('second', t.step_at, as_of) / 3600.0 as hours_in_step,
    coalesce(t.went_on_at, as_of) > t.gate_at + to_hours(l.chain_hours) as is_broken,
from trips as t
cross join oversight_limit(as_of) as l
left join area_known(as_of) as a on t.area_id = a.area_id
