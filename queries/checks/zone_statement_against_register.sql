-- zone_statement_against_register: notices that state other zones in force than the register had at that moment.
-- zh: 通告的现有风险区数与台账不符
-- severity: medium
-- title: 通告现有数与台账不符 | Notices that state other zones in force than the register
-- advice: 请核对台账有无漏登的划定或解除，或向发布单位核实。 | Check the register for zones not entered or not lifted, or ask the unit that published it.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/zone_statement_register
-- note: only where the register had held a zone of that area, level and source by then; else nothing is said.
select
    concat_ws(':', notice_no, coalesce(area_id, 'city'), level) as finding_key,
    area_id,
    notice_no as subject,
    stated_at as since_at,
    notice_no || '：' || area_zh || '现有' || level_zh || ' ' || existing || ' 个，台账当时为 ' || in_register || ' 个' as detail_zh,
    notice_no
    || ': '
    || existing
    || ' '
    || level_en
    || ' in force in '
    || area_en
    || ', the register had '
    || in_register
    || ' at that moment' as detail_en,
from zone_statement_register($as_of)
where is_exact and existing <> in_register
order by finding_key
