-- zone_without_delivery: high-risk zones with people inside that nothing was delivered to for two days.
-- zh: 两天无配送的高风险区
-- severity: high
-- title: 高风险区两天无配送 | High-risk zones without a delivery for two days
-- advice: 请核实区内生活物资，安排配送或补报。 | Ask what the households have; deliver, or report the delivery.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/zone_open, deliveries
-- note: only zones that are known to hold people or households; where neither is known, nothing is said.
-- note: only while any delivery is known at all. since_at is two days after the last delivery, or after the level began.
with

    high_zones as (
        select *
        from zone_open($as_of)
        where level = 'high' and (people > 0 or households > 0) and level_since <= $as_of - interval 2 days
    ),

    last_deliveries as (
        select d.zone_id, max(d.at) as last_at from current_deliveries($as_of) as d where d.at <= $as_of group by d.zone_id
    ),

    unserved as (
        select z.*, d.last_at, greatest(z.level_since, d.last_at) + interval 2 days as due_at
        from high_zones as z
        left join last_deliveries as d on z.zone_id = d.zone_id
        where exists (select 1 from last_deliveries)
    )

select
    zone_id as finding_key,
    area_id,
    zone_id as subject,
    due_at as since_at,
    extent_text
    || '：'
    || coalesce('最近一次配送 ' || strftime(last_at, '%m-%d %H:%M'), '没有配送记录')
    || coalesce('，区内 ' || households || ' 户', '') as detail_zh,
    extent_text
    || ': '
    || coalesce('last delivery ' || strftime(last_at, '%m-%d %H:%M'), 'no delivery on record')
    || coalesce(', ' || households || ' households inside', '') as detail_en,
from unserved
where due_at <= $as_of
order by finding_key
