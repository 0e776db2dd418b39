-- Boundaries of zones and how far they overlap: see overlaps.py.

-- statement: unmeasured
select md5(geometry) as shape, any_value(geometry) as geometry
from zones
where geometry is not null and md5(geometry) not in (select shape from zone_shapes)
group by all
order by all

-- statement: measured
select md5(geometry) as shape, any_value(geometry) as geometry
from zones
where md5(geometry) in (select shape from zone_shapes)
group by all
order by all

-- statement: add_pairs
insert into zone_overlaps select shape, other_shape, share, other_share from pairs

-- statement: add_shapes
insert into zone_shapes select unnest($shapes)
