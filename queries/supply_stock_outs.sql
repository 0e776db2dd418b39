-- supply_stock_outs: when a scarce good of a point runs out, where the trend of its last reports supports a date.
-- zh: 紧缺物资的预计断货时间
-- grain: supply_point_id, item
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: supply_point_id varchar
-- column: item varchar
-- column: series varchar  -- point and good
-- column: reported_at timestamp  -- the last report
-- column: stock_kg double  -- of that report
-- column: state varchar  -- out, below_1 or below_3
-- column: area_id varchar
-- column: is_last boolean
-- column: is_synthetic boolean
-- step: stock_out of stock_kg by series over reported_at shows is_last
-- adds: runs_out_at timestamp  -- null = out already, or withheld
-- adds: runs_out_low timestamp  -- beginning of its interval
-- adds: runs_out_high timestamp  -- end of its interval
-- adds: withheld varchar  -- why no date is said: out, few_reports, restocked, not_falling or no_end; null = one is
-- source: views/supply_cover, views/unit_size, supply_reports
-- sliced: area_id
-- note: from the slope (Theil-Sen) of the reports of the last ten days since the stock last rose, at least four of them.
with

    scarce as (
        select *
        from supply_cover($as_of)
        where
            is_required
            and state in ('out', 'below_1', 'below_3')
            and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
    )

select
    s.supply_point_id,
    s.item,
    concat_ws('|', s.supply_point_id, s.item) as series,
    r.at as reported_at,
    r.stock * u.size as stock_kg,
    s.state,
    s.area_id,
    r.at = s.reported_at as is_last,
    s.is_synthetic,
from scarce as s
inner join current_supply_reports($as_of) as r on s.supply_point_id = r.supply_point_id and s.item = r.item
inner join unit_size($as_of) as u on lower(trim(r.unit)) = u.unit and u.measure = 'mass'
where r.at <= s.reported_at and r.at > s.reported_at - interval 10 days
order by s.supply_point_id, s.item, r.at
