-- handovers_by_step: lorries by the step of the chain that they stand in, and how long.
-- zh: 货车闭环各环节的车辆
-- grain: step
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: step varchar
-- column: vehicles bigint  -- standing in the step now; null = the step ends the trip
-- column: waiting_long bigint  -- of these, for more than wait_hours; null as vehicles
-- column: median_standing_hours double  -- in the step so far, of those that stand in it; null = none
-- column: longest_standing_hours double  -- of the one that has stood longest
-- column: reached_24h bigint  -- vehicles that reached the step in the last 24 hours
-- column: wait_hours integer  -- the limit, in hours
-- column: is_synthetic boolean
-- source: views/vehicle_step, views/vehicle_trip, views/oversight_limit
-- note: every step has a row as soon as any step is on record.
with

    trips as (
        select *
        from vehicle_trip($as_of)
        where is_under_way and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
    ),

    standing as (
        select
            t.step,
            count(*) as vehicles,
            count(*) filter (where t.hours_in_step > l.wait_hours) as waiting_long,
            median(t.hours_in_step) as median_standing_hours,
            max(t.hours_in_step) as longest_standing_hours,
        from trips as t
        cross join oversight_limit($as_of) as l
        group by t.step
    ),

    reached as (
        select
            step,
            count(distinct vehicle_key) filter (where happened_at > $as_of - interval 24 hours) as reached_24h,
            bool_or(is_synthetic) as is_synthetic,
        from vehicle_step($as_of)
        where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)
        group by step
    ),

    steps as (
        select unnest(['gate', 'gps_fitted', 'park', 'tested', 'released', 'positive']) as step
        where exists (select 1 from reached)
    )

select
    s.step,
    if(s.step in ('released', 'positive'), null, coalesce(n.vehicles, 0)) as vehicles,
    if(s.step in ('released', 'positive'), null, coalesce(n.waiting_long, 0)) as waiting_long,
    n.median_standing_hours,
    n.longest_standing_hours,
    coalesce(r.reached_24h, 0) as reached_24h,
    l.wait_hours,
    coalesce(r.is_synthetic, (select bool_or(is_synthetic) from reached)) as is_synthetic,
from steps as s
cross join oversight_limit($as_of) as l
left join standing as n on s.step = n.step
left join reached as r on s.step = r.step
order by s.step
