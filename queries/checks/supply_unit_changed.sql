-- supply_unit_changed: stock reports in another unit than the report before, of an amount that only a slip of the unit explains.
-- zh: 换了单位、数量相差悬殊的库存上报
-- severity: medium
-- title: 库存换了单位且数量悬殊，可能填错单位 | Stock in another unit and far from the last report: the unit may be a slip
-- advice: 请核对单位后重报。 | Check the unit, and send it again.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: supply_reports, supply_points, views/unit_size
-- note: the last two reports of a good at a point, 50 times apart or more when both are converted.
with

    converted as (
        select r.supply_point_id, r.item, r.at as reported_at, r.stock, r.unit, r.stock * u.size as amount, u.measure,
        from current_supply_reports($as_of) as r
        inner join unit_size($as_of) as u on lower(trim(r.unit)) = u.unit
        where r.at <= $as_of
    ),

    paired as (
        select
            *,
            lag(stock) over before as stock_before,
            lag(unit) over before as unit_before,
            lag(amount) over before as amount_before,
            row_number() over (partition by supply_point_id, item order by reported_at desc) as newness,
        from converted
        window before as (partition by supply_point_id, item, measure order by reported_at)
    )

select
    concat_ws('|', r.supply_point_id, r.item) as finding_key,
    p.area_id,
    r.supply_point_id as subject,
    r.reported_at as since_at,
    coalesce(p.name, r.supply_point_id)
    || '：上次 '
    || regexp_replace(r.stock_before::varchar, '\.0$', '')
    || ' '
    || r.unit_before
    || '，这次 '
    || regexp_replace(r.stock::varchar, '\.0$', '')
    || ' '
    || r.unit as detail_zh,
    coalesce(p.name, r.supply_point_id)
    || ': '
    || regexp_replace(r.stock_before::varchar, '\.0$', '')
    || ' '
    || r.unit_before
    || ' before, now '
    || regexp_replace(r.stock::varchar, '\.0$', '')
    || ' '
    || r.unit as detail_en,
from paired as r
left join current_supply_points($as_of) as p on r.supply_point_id = p.supply_point_id
where
    r.newness = 1
    and r.unit <> r.unit_before
    and least(r.amount, r.amount_before) > 0
    and greatest(r.amount, r.amount_before) >= 50 * least(r.amount, r.amount_before)
order by finding_key
