-- supply_service_by_area: orders that points can carry a day beside the households of closed zones, and who delivers there.
-- zh: 各区配送能力与封控区户数
-- grain: area_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar  -- empty = no district stated
-- column: area_name varchar
-- column: orders_per_day bigint  -- orders a day of open points, one order a household; null = known for none
-- column: points_open bigint  -- open or limited
-- column: points_stating bigint  -- of these, those that state what they can deliver
-- column: zones bigint  -- high and medium zones in force
-- column: households bigint  -- in these zones, as registered for them; null = known for none
-- column: zones_stating bigint  -- of these zones, those whose households are known
-- column: delivery_share double  -- orders by households, 0-; above 1 = more than one order for each; null = either is unknown
-- column: zones_linked bigint  -- zones that a working link delivers to; null = no link was ever reported
-- column: zones_unlinked bigint  -- zones that none delivers to; null = no link was ever reported
-- column: households_unlinked bigint  -- in these, where known; null = no link reported, or known for none of them
-- column: last_served_at timestamp  -- last delivery to one of the zones; null = none on record
-- column: median_days_since double  -- days since the last delivery, zones that were ever served
-- column: is_synthetic boolean
-- source: views/supply_point_state, views/zone_service, views/area_known
-- note: an order is a household's. Unknown households and capacities are left out of the sums, and counted beside them.
with

    points as (
        select
            coalesce(area_id, '') as area_id,
            sum(orders_per_day)::bigint as orders_per_day,
            coalesce(sum(places), 0)::bigint as points_open,
            coalesce(sum(places) filter (where orders_per_day is not null), 0)::bigint as points_stating,
            bool_or(is_synthetic) as is_synthetic,
        from supply_point_state($as_of)
        where state in ('open', 'limited')
        group by coalesce(area_id, '')
    ),

    closed as (
        select
            coalesce(area_id, '') as area_id,
            count(*) as zones,
            sum(households)::bigint as households,
            count(households) as zones_stating,
            if(count(is_linked) = 0, null, count(*) filter (where is_linked)) as zones_linked,
            if(count(is_linked) = 0, null, count(*) filter (where not is_linked)) as zones_unlinked,
            if(
                count(*) filter (where not is_linked) > 0,
                sum(households) filter (where not is_linked),
                if(count(is_linked) = 0, null, 0)
            )::bigint as households_unlinked,
            max(last_served_at) as last_served_at,
            median(date_diff('minute', last_served_at, $as_of::timestamp) / 1440.0) as median_days_since,
            bool_or(is_synthetic) as is_synthetic,
        from zone_service($as_of)
        group by coalesce(area_id, '')
    )

select
    coalesce(p.area_id, z.area_id) as area_id,
    a.area_name,
    p.orders_per_day,
    coalesce(p.points_open, 0) as points_open,
    coalesce(p.points_stating, 0) as points_stating,
    coalesce(z.zones, 0) as zones,
    z.households,
    coalesce(z.zones_stating, 0) as zones_stating,
    p.orders_per_day / nullif(z.households, 0) as delivery_share,
    z.zones_linked,
    z.zones_unlinked,
    z.households_unlinked,
    z.last_served_at,
    z.median_days_since,
    coalesce(p.is_synthetic, false) or coalesce(z.is_synthetic, false) as is_synthetic,
from points as p
full join closed as z on p.area_id = z.area_id
left join area_known($as_of) as a on coalesce(p.area_id, z.area_id) = a.area_id
order by area_id
