-- home_known: grids, estates and villages with the people behind them, each person once.
-- zh: 网格、小区与村及其人口
-- grain: grid_id
-- source: grids, views/counted_row, views/zone_open, zone_points
-- note: estates and buildings lie in grids: in each district the kind counts whose places hold most people, and villages beside
-- it.
-- note: is_placed = one grid with coordinates; a published number of grids has no place.
-- note: is_closed = inside the boundary of a high or medium zone, where nobody may walk; a zone without one holds nobody.
create or replace macro home_known(as_of) as table
with

known as (
    select g.* exclude (kind), coalesce(g.kind, 'unknown') as kind, c.stated
    from current_grids(as_of) as g
    inner join counted_row(as_of) as c on c.table_name = 'grids' and g.grid_id = c.row_id
),

sizes as (
    select
        area_id, kind,
        coalesce(sum(people) filter (stated is null and lon is not null), 0) as people_placed,
        coalesce(sum(households) filter (stated is null and lon is not null), 0) as households_placed,
        coalesce(sum(people), 0) as people, coalesce(sum(households), 0) as households, count(*) as n,
    from known
    where kind <> 'village'
    group by area_id, kind
),

counted_kinds as (
    select area_id, arg_max(kind, (people_placed, households_placed, people, households, n)) as kind from sizes group by area_id
),

closed_points as (
    select distinct p.lon, p.lat
    from main.zone_points as p
    inner join zone_open(as_of) as z on p.shape = md5(z.geometry)
    where z.level in ('high', 'medium')
)

select
    k.grid_id, k.name, k.area_id, k.kind, k.people, k.households, k.lon, k.lat, k.stated, k.is_synthetic,
    k.stated is null and k.lon is not null and k.lat is not null as is_placed, c.lon is not null as is_closed,
from known as k
left join counted_kinds as t on k.area_id = t.area_id
left join closed_points as c on k.lon = c.lon and k.lat = c.lat
where k.kind in ('village', t.kind)
