-- supply_capacity_zero: points in operation, and links of theirs, that state a capacity of no orders a day.
-- zh: 营业保供点的日配送能力为零
-- severity: low
-- title: 营业保供点或配送对接的日配送能力填为零 | Open supply points or links that state a capacity of zero
-- advice: 不知道请留空；确实不配送的请核对状态。 | Leave it empty where it is not known; else check the state of the point.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: supply_points, views/supply_link
select
    supply_point_id as finding_key,
    area_id,
    supply_point_id as subject,
    null::timestamp as since_at,
    name || '：营业中，日配送能力填为 0 单' as detail_zh,
    name || ': in operation, capacity stated as 0 orders a day' as detail_en,
from current_supply_points($as_of)
where state in ('open', 'limited') and orders_per_day = 0
union all
select
    'link:' || link_id,
    area_id,
    supply_point_id,
    null,
    name || '：配送对接 ' || link_id || ' 的日配送能力填为 0 单',
    name || ': link ' || link_id || ' stated as 0 orders a day',
from supply_link($as_of)
where is_working and orders_per_day = 0
order by finding_key
