-- deliveries_by_area: deliveries of the last 7 whole days by district, with the zones in force there.
-- zh: 各区近 7 日配送
-- grain: area_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar  -- empty = no district stated
-- column: area_name varchar
-- column: deliveries bigint  -- by the published number where a row has one
-- column: households_served bigint  -- household-times; null = stated for none
-- column: portions bigint  -- null = stated for none
-- column: qualifier varchar  -- of deliveries: exact, at_least, about or up_to
-- column: households_qualifier varchar  -- of households_served
-- column: last_at timestamp
-- column: zones_open bigint  -- high and medium zones in force
-- column: zones_served bigint  -- of these, served within 2 days
-- column: zones_standing bigint  -- of zones_open, those at their level for 2 days
-- column: zones_unserved bigint  -- of zones_standing, those without a delivery within 2 days
-- column: is_synthetic boolean
-- source: deliveries, views/zone_service
-- note: portions, tons and households are no deliveries: a row that counts those is one.
with

    known_deliveries as (
        select
            d.* exclude (area_id, qualifier),
            coalesce(d.area_id, '') as area_id,
            d.at as delivered_at,
            coalesce(d.counting_unit, '次') in ('次', '个', '件') as is_number,
            coalesce(d.qualifier, 'exact') as qualifier,
            coalesce(d.households_served_qualifier, 'exact') as of_households,
        from current_deliveries($as_of) as d
        where d.at <= $as_of
    ),

    recent as (
        select
            area_id,
            sum(if(is_number, coalesce(count, 1), 1))::bigint as deliveries,
            sum(households_served)::bigint as households_served,
            sum(portions)::bigint as portions,
            list(distinct qualifier) filter (where is_number and qualifier <> 'exact') as bounds,
            list(distinct of_households) filter (where of_households <> 'exact') as household_bounds,
            max(delivered_at) as last_at,
            bool_or(is_synthetic) as is_synthetic,
        from known_deliveries
        where delivered_at >= $as_of::date - 7 and delivered_at < $as_of::date
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
    )

select
    coalesce(r.area_id, z.area_id) as area_id,
    a.area_name,
    coalesce(r.deliveries, 0) as deliveries,
    r.households_served,
    r.portions,
    case coalesce(len(r.bounds), 0) when 0 then 'exact' when 1 then r.bounds[1] else 'about' end as qualifier,
    case
        coalesce(len(r.household_bounds), 0) when 0 then 'exact' when 1 then r.household_bounds[1] else 'about'
    end as households_qualifier,
    r.last_at,
    coalesce(z.zones_open, 0) as zones_open,
    coalesce(z.zones_served, 0) as zones_served,
    coalesce(z.zones_standing, 0) as zones_standing,
    coalesce(z.zones_unserved, 0) as zones_unserved,
    r.is_synthetic,
from recent as r
full join known_zones as z on r.area_id = z.area_id
left join area_known($as_of) as a on coalesce(r.area_id, z.area_id) = a.area_id
order by area_id
