-- zone_lifted_while_closed: liftings of a zone that was not in force.
-- zh: 对未在执行的风险区的解除
-- severity: medium
-- title: 解除了未在执行的风险区 | Zones lifted that were not in force
-- advice: 请核对通告的划定与解除时间。 | Check when the notices declared and lifted it.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: zones, zone_events
-- note: before its declaration, or twice without one between. A zone that no event declares is in force from its receipt.
with

    steps as (
        select
            e.zone_id,
            e.event,
            e.at as happened_at,
            e.notice_no,
            lag(e.event) over zone_order as event_before,
            bool_or(e.event = 'declare') over (partition by e.zone_id) as is_declared,
        from current_zone_events($as_of) as e
        where e.at <= $as_of and e.event in ('declare', 'split', 'lift')
        window zone_order as (partition by e.zone_id order by e.at, e.event)
    ),

    broken as (
        select s.*, z.area_id, z.extent_text
        from steps as s
        inner join current_zones($as_of) as z on s.zone_id = z.zone_id
        where s.event = 'lift' and (s.event_before = 'lift' or (s.event_before is null and s.is_declared))
    )

select
    concat_ws(':', zone_id, strftime(happened_at, '%Y-%m-%d %H:%M:%S')) as finding_key,
    area_id,
    zone_id as subject,
    happened_at as since_at,
    extent_text
    || '：'
    || strftime(happened_at, '%m-%d %H:%M')
    || ' 记为解除'
    || coalesce('（' || notice_no || '）', '')
    || '，'
    || if(event_before = 'lift', '此前已解除', '此时尚未划定') as detail_zh,
    extent_text
    || ': lifted on '
    || strftime(happened_at, '%m-%d %H:%M')
    || coalesce(' (' || notice_no || ')', '')
    || if(event_before = 'lift', ', lifted before already', ', not declared yet') as detail_en,
from broken
order by finding_key
