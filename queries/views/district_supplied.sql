-- district_supplied: what is on record of the supply of each district: zones in force, the last delivery, cover of its points.
-- zh: 各区保供记录：风险区、最近配送、保供点
-- grain: area_id
-- source: views/zone_open, deliveries, views/supply_point_state
-- note: points_below: points with a good below 3 days; null = none has a usable report. deliveries_2d: records of the last two
-- days.
create or replace macro district_supplied(as_of) as table
with

in_force as (
    select area_id, count(*) as zones_open, median(date_diff('hour', level_since, as_of) / 24.0) as zone_days,
        sum(people)::bigint as people_inside,
    from zone_open(as_of)
    where level in ('high', 'medium')
    group by area_id
),

delivered as (
    select d.area_id, max(d.at) as last_delivery_at, count(*) filter (where d.at > as_of - interval 2 days) as deliveries_2d,
    from current_deliveries(as_of) as d
    where d.at <= as_of and d.area_id is not null
    group by d.area_id
),

points as (
    select area_id,
        if(bool_and(cover_state = 'unknown'), null, count(*) filter (where cover_state in ('out', 'below_1', 'below_3'))) as points_below,
    from supply_point_state(as_of)
    where area_id is not null
    group by area_id
)

select coalesce(z.area_id, d.area_id, p.area_id) as area_id, coalesce(z.zones_open, 0) as zones_open, z.zone_days, z.people_inside,
    d.last_delivery_at, coalesce(d.deliveries_2d, 0) as deliveries_2d, p.points_below,
from in_force as z
full join delivered as d on z.area_id = d.area_id
full join points as p on coalesce(z.area_id, d.area_id) = p.area_id
