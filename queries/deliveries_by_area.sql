-- deliveries_by_area: deliveries of the last 7 days by district, with the zones in force there.
-- zh: 各区近 7 日配送
-- grain: area_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar  -- empty = no district stated
-- column: area_name varchar
-- column: deliveries bigint
-- column: households_served bigint  -- household-times; null = stated for none
-- column: portions bigint  -- null = stated for none
-- column: last_at timestamp
-- column: zones_open bigint  -- high and medium zones in force
-- column: zones_served bigint  -- of these, served within 2 days
-- column: zones_standing bigint  -- of zones_open, those at their level for 2 days
-- column: zones_unserved bigint  -- of zones_standing, those without a delivery within 2 days
-- column: is_synthetic boolean
-- source: deliveries, views/zone_service
with

    known_deliveries as (
        select
            coalesce(d.area_id, '') as area_id, d.at as delivered_at, d.zone_id, d.households_served, d.portions, d.is_synthetic
        from current_deliveries($as_of) as d
        where d.at <= $as_of
    ),

    recent as (
        select
            area_id,
            count(*) as deliveries,
            sum(households_served)::bigint as households_served,
            sum(portions)::bigint as portions,
            max(delivered_at) as last_at,
            bool_or(is_synthetic) as is_synthetic,
        from known_deliveries
        where delivered_at > $as_of - interval 7 days
        group by area_id
    ),

    known_zones as (
        select
            area_id,
            count(*) as zones_open,
            count(*) filter (where is_served) as zones_served,
            count(*) filter (where is_standing) as zones_standing,
            count(*) filter (where is_standing and not is_served) as zones_unserved,
        from zone_service($as_of)
        group by area_id
    ),

    places as (
        select area_id
        from recent
        union
        select area_id
        from known_zones
    )

select
    p.area_id,
    a.area_name,
    coalesce(r.deliveries, 0) as deliveries,
    r.households_served,
    r.portions,
    r.last_at,
    coalesce(z.zones_open, 0) as zones_open,
    coalesce(z.zones_served, 0) as zones_served,
    coalesce(z.zones_standing, 0) as zones_standing,
    coalesce(z.zones_unserved, 0) as zones_unserved,
    r.is_synthetic,
from places as p
left join recent as r on p.area_id = r.area_id
left join known_zones as z on p.area_id = z.area_id
left join area_known($as_of) as a on p.area_id = a.area_id
order by p.area_id
