-- 上周食品类来电升幅最大的区县：保供最紧的点可保障几天，区内有哪些风险区
-- Where calls about food rose most last week, with the days of the scarcest cover and the zones in force
with

whole as (
    select cast(max(hour) + interval 1 hour as date) as day from hotline_hour_known where is_whole and source = 'calls'
),

calls as (
    select
        area_id,
        any_value(area_name) as area_name,
        count(*) filter (where started_at >= whole.day - 7) as calls,
        count(*) filter (where started_at < whole.day - 7) as calls_before
    from hotline_calls
    cross join whole
    where topic in ('supply', 'delivery') and started_at >= whole.day - 14 and started_at < whole.day
    group by area_id
),

cover as (
    select area_id, min(worst_cover_days) as cover_days from supply_point_state where state <> 'closed' group by area_id
),

zones_in as (
    select area_id, count(*) as zones, string_agg(extent_text, '；' order by extent_text) as which
    from zone_open
    where level in ('high', 'medium')
    group by area_id
)

select area_id, area_name, calls, calls_before, calls - calls_before as rise, cover_days, zones, which
from calls
left join cover using (area_id)
left join zones_in using (area_id)
where cover_days < 2
order by rise desc
