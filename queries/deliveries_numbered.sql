-- deliveries_numbered: deliveries that were published as a number: person-times, households, tons, trips.
-- zh: 以数量公布的配送
-- grain: delivery_id
-- param: $areas varchar[] = []  -- empty means every area
-- param: $days bigint = 30  -- of the last so many days; null = all
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: delivery_id varchar
-- column: delivered_at timestamp
-- column: area_id varchar  -- null = none stated
-- column: area_name varchar
-- column: place varchar  -- community or place served; null = not stated
-- column: number bigint  -- as published
-- column: counting_unit varchar  -- what the number counts; null = deliveries
-- column: qualifier varchar  -- of number: exact, at_least, about or up_to
-- column: households_served bigint  -- null = not stated
-- column: households_qualifier varchar
-- column: portions bigint  -- null = not stated
-- column: portions_qualifier varchar
-- column: is_synthetic boolean
-- source: deliveries, views/area_known
-- note: numbers of different units are never added. deliveries_by_area counts such a row as one, or as its number of trips.
select
    d.delivery_id,
    d.at as delivered_at,
    d.area_id,
    a.area_name,
    d.place,
    d.count as number,
    d.counting_unit,
    coalesce(d.qualifier, 'exact') as qualifier,
    d.households_served,
    coalesce(d.households_served_qualifier, 'exact') as households_qualifier,
    d.portions,
    coalesce(d.portions_qualifier, 'exact') as portions_qualifier,
    d.is_synthetic,
from current_deliveries($as_of) as d
left join area_known($as_of) as a on d.area_id = a.area_id
where
    d.count is not null
    and d.at <= $as_of
    and ($days::bigint is null or d.at > $as_of - to_days($days::integer))
    and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], d.area_id))
order by d.delivery_id
