-- Businesses, supply points and grids inside the boundaries of zones: see inside.py.

-- statement: shapes
select md5(geometry) as shape, any_value(geometry) as geometry, md5(geometry) not in (select s.shape from inside_shapes as s) as is_new
from zones
where geometry is not null
group by md5(geometry)
order by shape

-- statement: points
select b.lon, b.lat, p.lon is null as is_new
from (
    select lon, lat from businesses where lon is not null and lat is not null
    union
    select lon, lat from supply_points where lon is not null and lat is not null
    union
    select lon, lat from grids where lon is not null and lat is not null
) as b
left join inside_points as p on b.lon = p.lon and b.lat = p.lat
order by b.lon, b.lat

-- statement: add_pairs
insert into zone_points select shape, lon, lat from pairs

-- statement: remember_shapes
insert into inside_shapes select unnest($shapes)

-- statement: remember_points
insert into inside_points
select b.lon, b.lat
from (
    select lon, lat from businesses
    union
    select lon, lat from supply_points
    union
    select lon, lat from grids
) as b
left join inside_points as p on b.lon = p.lon and b.lat = p.lat
where b.lon is not null and b.lat is not null and p.lon is null
