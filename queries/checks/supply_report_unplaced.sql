-- supply_report_unplaced: stock reports of points that are not on record, so that no page can show their cover.
-- zh: 库存上报的保供点没有登记
-- severity: medium
-- title: 库存上报的保供点没有登记 | Stock reported by points that are not on record
-- advice: 请补报该保供点，或更正编号。 | Send the point, or correct its number.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: supply_reports, supply_points
-- note: closes when the point arrives.
select
    r.supply_point_id as finding_key,
    null::varchar as area_id,
    r.supply_point_id as subject,
    min(r.at) as since_at,
    '保供点 ' || r.supply_point_id || ' 没有登记，却有 ' || count(*) || ' 条库存上报，未计入保障天数' as detail_zh,
    'Point ' || r.supply_point_id || ' is not on record; its ' || count(*) || ' stock reports count in no cover' as detail_en,
from current_supply_reports($as_of) as r
left join current_supply_points($as_of) as p on r.supply_point_id = p.supply_point_id
where p.supply_point_id is null and r.at <= $as_of
group by r.supply_point_id
order by finding_key
