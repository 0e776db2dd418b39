-- utility_failing: water, power, gas or heating that is interrupted, or whose reserve lasts less than three days.
-- zh: 水电气热中断或储备不足
-- severity: high
-- title: 水电气热中断，或储备不足三天 | A utility is interrupted, or has less than three days of reserve
-- advice: 请核实影响户数，安排抢修或补充储备。 | Ask how many households it concerns; repair it, or bring in reserves.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/utility_state
select
    concat_ws('|', kind, area_id, name) as finding_key,
    area_id,
    name as subject,
    stated_at as since_at,
    name
    || '：'
    || concat_ws(
        '，', if(state = 'interrupted', '中断', null), if(is_short, '储备只够 ' || round(reserve_days, 1) || ' 天', null)
    ) as detail_zh,
    name
    || ': '
    || concat_ws(
        ', ',
        if(state = 'interrupted', 'interrupted', null),
        if(is_short, 'reserve for ' || round(reserve_days, 1) || ' days', null)
    ) as detail_en,
from utility_state($as_of)
where state = 'interrupted' or is_short
order by finding_key
