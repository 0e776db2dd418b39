-- vehicle_step: every step of the drivers' chain with the trip that it belongs to.
-- zh: 货车闭环的各环节，按车次
-- grain: vehicle_key, step, happened_at
-- source: vehicle_handovers
-- note: a trip begins at the gate; what comes before a vehicle's first gate belongs to none: trip 0.
-- note: steps of one moment stand in the order of the chain.
create or replace macro vehicle_step(as_of) as table
with

ordered as (
    select
        h.vehicle_key,
        h.step,
        h.at as happened_at,
        h.area_id,
        h.checkpoint_id,
        h.park,
        h.result,
        h.is_synthetic,
        list_position(['gate', 'gps_fitted', 'park', 'tested', 'positive', 'released'], h.step) as place,
    from current_vehicle_handovers(as_of) as h
    where h.at <= as_of
)

select
    *,
    count(*) filter (where step = 'gate') over (
        partition by vehicle_key order by happened_at, place rows between unbounded preceding and current row
    ) as trip,
from ordered
