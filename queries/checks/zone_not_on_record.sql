-- zone_not_on_record: zones that events, cases, deliveries, links or requests name, and no record describes.
-- zh: 被引用但没有登记的风险区
-- severity: medium
-- title: 引用了没有登记的风险区 | Zones named that are not on record
-- advice: 请补报该风险区，或更正编号。 | Send the zone, or correct its number.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: zones, zone_events, cases, deliveries, delivery_links, supply_requests, views/batch_known
-- note: so a notice that lifts an unknown zone is seen, where intake takes tables one by one. Closes when the zone arrives.
with

    named as (
        select e.zone_id, '变动' as where_zh, 'an event' as where_en, null::varchar as area_id, e.at as happened_at
        from current_zone_events($as_of) as e
        union all
        select zone_id, '病例', 'a case', area_id, reported_at
        from current_cases($as_of)
        union all
        select d.zone_id, '配送', 'a delivery', d.area_id, d.at
        from current_deliveries($as_of) as d
        union all
        select zone_id, '配送对接', 'a delivery link', area_id, coalesce(valid_from, $as_of::timestamp)
        from current_delivery_links($as_of)
        union all
        select r.zone_id, '物资需求', 'a request', r.area_id, r.at
        from current_supply_requests($as_of) as r
    ),

    -- Made-up zones too, though they disappear from view where a real feed has delivered: made-up cases keep naming them.
    on_record as (select z.zone_id from main.zones as z inner join batch_known($as_of) as b on z.batch_id = b.batch_id),

    unknown as (
        select
            zone_id,
            min(happened_at) as first_at,
            array_to_string(list_sort(list(distinct where_zh)), '、') as where_zh,
            array_to_string(list_sort(list(distinct where_en)), ', ') as where_en,
            if(count(distinct area_id) = 1, min(area_id), null) as area_id,
        from named
        where zone_id is not null and happened_at <= $as_of and zone_id not in (select r.zone_id from on_record as r)
        group by zone_id
    )

select
    zone_id as finding_key,
    area_id,
    zone_id as subject,
    first_at as since_at,
    '风险区 ' || zone_id || ' 没有登记，但被引用于：' || where_zh as detail_zh,
    'Zone ' || zone_id || ' is not on record, but named by ' || where_en as detail_en,
from unknown
order by finding_key
