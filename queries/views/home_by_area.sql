-- home_by_area: homes of each district by what is known of their place, and the places for food that there are.
-- zh: 各区县网格人口的位置情况与可购食品的地点数
-- grain: area_id
-- source: views/home_known, views/food_place, views/zone_open
-- note: *_unplaced are people of homes without coordinates, and what a published number says beyond the homes that are listed.
create or replace macro home_by_area(as_of) as table
with

homes as (
    select
        area_id, count(*) as grids, count(*) filter (not is_placed) as grids_unplaced, bool_or(is_synthetic) as is_synthetic,
        sum(people) filter (is_placed and is_closed)::bigint as people_closed,
        sum(households) filter (is_placed and is_closed)::bigint as households_closed,
        sum(people) filter (is_placed) as people_placed, sum(households) filter (is_placed) as households_placed,
        greatest(sum(people) filter (stated is null), sum(people) filter (stated > 0)) as people,
        greatest(sum(households) filter (stated is null), sum(households) filter (stated > 0)) as households,
    from home_known(as_of)
    group by area_id
),

places as (
    select
        area_id, count(*) filter (is_open and lon is not null) as places_open,
        count(*) filter (is_open is null or (is_open and lon is null)) as places_unsure,
    from food_place(as_of)
    group by area_id
),

unbounded as (
    select area_id, count(*) as zones_unbounded
    from zone_open(as_of)
    where level in ('high', 'medium') and geometry is null
    group by area_id
)

select
    h.area_id, h.grids, h.grids_unplaced, h.people_closed, h.households_closed, h.is_synthetic,
    (h.people - coalesce(h.people_placed, 0))::bigint as people_unplaced,
    (h.households - coalesce(h.households_placed, 0))::bigint as households_unplaced,
    coalesce(p.places_open, 0) as places_open, coalesce(p.places_unsure, 0) as places_unsure,
    coalesce(u.zones_unbounded, 0) as zones_unbounded,
from homes as h
left join places as p on h.area_id = p.area_id
left join unbounded as u on h.area_id = u.area_id
