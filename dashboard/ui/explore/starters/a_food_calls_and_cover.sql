-- 上周食品类来电升幅最大的区县：保供最紧的点可保障几天，区内有哪些风险区
-- Where calls about food rose most last week, with the days of the scarcest cover and the zones in force
with calls as (
    select
        area_id, any_value(area_name) as area_name,
        count(*) filter (started_at > $as_of - interval 7 day) as this_week,
        count(*) filter (started_at <= $as_of - interval 7 day) as week_before
    from hotline_calls
    where topic in ('supply', 'delivery') and area_id is not null and started_at > $as_of - interval 14 day and started_at <= $as_of
    group by area_id
),
cover as (
    select area_id, min(worst_cover_days) as least_cover_days
    from supply_point_state
    where state <> 'closed'
    group by area_id
),
zones_in as (
    select area_id, count(*) as zones, string_agg(extent_text, '；' order by extent_text) as zones_listed
    from zone_open
    where level in ('high', 'medium')
    group by area_id
)
select
    area_id, area_name, this_week, week_before, this_week - week_before as rise, least_cover_days, zones, zones_listed
from calls
left join cover using (area_id)
left join zones_in using (area_id)
where least_cover_days < 2
order by rise desc
