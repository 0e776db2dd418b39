-- business_zone: businesses inside a high or medium zone in force, by their coordinates or by the wording.
-- zh: 位于现有高、中风险区内的企业
-- grain: business_id, zone_id
-- source: businesses, views/zone_open, zone_points
-- cached: many questions of one moment read it
-- note: by coordinates where the zone has a boundary and the business a point (on the line is inside), which hold where they
-- note: speak; else by wording: same district, and the business's address or name stands in the zone's, or the zone's wording
-- note: in the address.
-- note: is_certain = inside a boundary that is one; what a wording says, or a boundary of unknown precision, is to be verified.
create or replace macro business_zone(as_of) as table
with

known_businesses as (select *, coalesce(address, name) as place from current_businesses(as_of)),

open_zones as (select *, md5(geometry) as shape from zone_open(as_of) where level in ('high', 'medium')),

by_point as (
    select b.business_id, z.zone_id
    from open_zones as z
    inner join main.zone_points as p on z.shape = p.shape
    inner join known_businesses as b on p.lon = b.lon and p.lat = b.lat
),

by_wording as (
    select b.business_id, z.zone_id
    from known_businesses as b
    inner join open_zones as z
        on b.area_id = z.area_id
        and (
            contains(z.extent_text, b.name)
            or (length(b.place) >= 6 and contains(z.extent_text, b.place))
            or (length(z.extent_text) >= 6 and contains(b.place, z.extent_text))
        )
    where z.geometry is null or b.lon is null
),

pairs as (select *, true as is_by_point from by_point union all select *, false from by_wording)

select
    p.business_id,
    p.zone_id,
    p.is_by_point,
    p.is_by_point and z.geometry_precision in ('polygon', 'street_box') as is_certain,
    z.scheme,
    z.level,
    z.level_since,
    z.extent_text,
from pairs as p
inner join open_zones as z on p.zone_id = z.zone_id
