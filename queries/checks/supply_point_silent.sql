-- supply_point_silent: supply points in operation that reported no stock for a day.
-- zh: 一天未上报库存的营业保供点
-- severity: medium
-- title: 营业保供点一天未报库存 | Open supply points without a stock report for a day
-- advice: 请催报库存，或更正营业状态。 | Ask for its stock, or correct its state.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: supply_points, supply_reports
-- note: only while some point has reported within the day: when all are silent the feed is overdue, which has a check of its own.
-- note: points that never reported are one contradiction a district. since_at is a day after the last report; null = none.
with

    last_reports as (
        select r.supply_point_id, max(r.at) as last_at
        from current_supply_reports($as_of) as r
        where r.at <= $as_of
        group by r.supply_point_id
    ),

    silent as (
        select p.*, r.last_at, if(p.count > 0, p.count, 1) as number
        from current_supply_points($as_of) as p
        left join last_reports as r on p.supply_point_id = r.supply_point_id
        where
            p.state in ('open', 'limited')
            and (r.last_at is null or r.last_at < $as_of - interval 1 day)
            and exists (select 1 from last_reports where last_at >= $as_of - interval 1 day)
    )

select
    supply_point_id as finding_key,
    area_id,
    supply_point_id as subject,
    last_at + interval 1 day as since_at,
    name || '：营业中，最近一次上报 ' || strftime(last_at, '%m-%d %H:%M') as detail_zh,
    name || ': in operation, last report ' || strftime(last_at, '%m-%d %H:%M') as detail_en,
from silent
where last_at is not null
union all
select
    'never:' || area_id,
    area_id,
    min(supply_point_id),
    null,
    sum(number) || ' 处营业保供点从未上报库存，如' || arg_min(name, supply_point_id),
    sum(number) || ' in operation never reported a stock, ' || arg_min(name, supply_point_id) || ' for one',
from silent
where last_at is null
group by area_id
order by finding_key
