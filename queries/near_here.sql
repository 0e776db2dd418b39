-- near_here: businesses and supply points within a radius of a place, the nearest first.
-- zh: 附近的保供企业与保供点
-- grain: kind, id
-- param: $lon double = 126.6  -- WGS-84; null = nothing is found
-- param: $lat double = 45.76
-- param: $radius bigint = 500  -- metres, straight line; null = [coverage] of city.toml, else 500; 1 to 20 000
-- param: $zone varchar =   -- a zone: deliveries to it are told; empty = none
-- param: $limit bigint = 200  -- rows at most; null = 200
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: kind varchar  -- business or supply_point
-- column: id varchar
-- column: name varchar
-- column: category varchar  -- of a business; null for a supply point
-- column: supply_kind varchar  -- of a supply point; null for a business
-- column: mode varchar  -- of a business: mode of operation now; null = as registered
-- column: state varchar  -- of a supply point: open, limited or closed; null = not stated
-- column: is_open boolean  -- operates in some way now; null = nobody said
-- column: orders_per_day bigint  -- of a supply point, by delivery; null = unknown
-- column: delivered_at timestamp  -- its last delivery to the zone; null = none on record
-- column: area_id varchar
-- column: area_name varchar
-- column: address varchar
-- column: lon double  -- what has no coordinates is never found: nobody knows whether it is near
-- column: lat double
-- column: distance_m double  -- metres, straight line (great circle)
-- column: radius_m bigint  -- as used
-- column: matches bigint  -- within the radius in all, also beyond the limit
-- column: is_synthetic boolean
-- source: views/outlet_known, deliveries
with
    origin as (
        select
            $lon::double as lon,
            $lat::double as lat,
            least(greatest(coalesce($radius::bigint, 500), 1), 20000)::bigint as radius_m
    ),

    sent as (
        select d.supply_point_id, max(d.at) as delivered_at
        from current_deliveries($as_of) as d
        where d.at <= $as_of and d.zone_id = $zone
        group by d.supply_point_id
    ),

    measured as (
        select
            t.*,
            o.radius_m,
            pow(sin(radians(t.lat - o.lat) / 2), 2)
            + cos(radians(o.lat)) * cos(radians(t.lat)) * pow(sin(radians(t.lon - o.lon) / 2), 2) as half,
            2 * 6371008.8 * asin(sqrt(least(half, 1))) as distance_m,
        from outlet_known($as_of) as t
        inner join origin as o on abs(t.lat - o.lat) <= o.radius_m / 111000.0
    )

select
    m.kind,
    m.id,
    m.name,
    m.category,
    m.supply_kind,
    m.mode,
    m.state,
    m.is_open,
    m.orders_per_day,
    s.delivered_at,
    m.area_id,
    m.area_name,
    m.address,
    m.lon,
    m.lat,
    m.distance_m,
    m.radius_m,
    count(*) over () as matches,
    m.is_synthetic,
from measured as m
left join sent as s on m.kind = 'supply_point' and m.id = s.supply_point_id
where m.distance_m <= m.radius_m
qualify row_number() over (order by m.distance_m, m.kind, m.id) <= coalesce($limit, 200)
order by m.distance_m, m.kind, m.id
