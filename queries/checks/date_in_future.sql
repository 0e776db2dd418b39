-- date_in_future: rows that are about a moment that has not come yet.
-- zh: 时间在未来的记录
-- severity: medium
-- title: 时间在未来 | Dates in the future
-- advice: 请核对日期后重报。 | Check the date and send it again.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: bulletins, cases, hotline_calls, hotline_tickets, supply_reports, indicators, zone_events
-- note: since_at is not known: such a row says nothing of when it was written.
-- note: zone events and notices may be decided ahead, so zone events count only when more than 3 days ahead.
with

    moments as (
        select 'bulletins' as table_name, bulletin_id as row_name, area_id, window_end as moment
        from current_bulletins($as_of)
        union all
        select 'cases', case_id, area_id, reported_at
        from current_cases($as_of)
        union all
        select 'hotline_tickets', ticket_id, area_id, received_at
        from current_hotline_tickets($as_of)
        union all
        select 'supply_reports', concat_ws('|', r.supply_point_id, r.item), null, r.at
        from current_supply_reports($as_of) as r
        union all
        select 'indicators', concat_ws('|', indicator, area_id, place, statement), area_id, period_start
        from current_indicators($as_of)
        union all
        select 'zone_events', concat_ws('|', e.zone_id, e.event), null, e.at
        from current_zone_events($as_of) as e
        union all
        select 'hotline_calls', strftime(hour, '%Y-%m-%d %H'), null, hour
        from main.hotline_hour
        where sys_from <= $as_of and (sys_to is null or sys_to > $as_of) and hour > $as_of
        group by hour
    )

select
    concat_ws(':', table_name, row_name, moment) as finding_key,
    any_value(area_id) as area_id,
    row_name as subject,
    null::timestamp as since_at,
    case
        table_name
        when 'bulletins'
        then '疫情通报'
        when 'cases'
        then '病例'
        when 'hotline_tickets'
        then '热线工单'
        when 'supply_reports'
        then '库存上报'
        when 'indicators'
        then '公布指标'
        when 'zone_events'
        then '风险区变动'
        else '热线来电'
    end
    || ' '
    || row_name
    || '：时间 '
    || strftime(moment, '%Y-%m-%d %H:%M')
    || ' 晚于当前' as detail_zh,
    table_name || ' ' || row_name || ': ' || strftime(moment, '%Y-%m-%d %H:%M') || ' is later than now' as detail_en,
from moments
where moment > if(table_name = 'zone_events', $as_of + interval 3 days, $as_of)
group by table_name, row_name, moment
order by finding_key
