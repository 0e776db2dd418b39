-- zone_statement_not_closing: notices whose zones in force are not those of the notice before, plus declared, less lifted.
-- zh: 通告的现有风险区数不等于上一份加新增减解除
-- severity: medium
-- title: 通告现有数不闭合 | Notices whose zones in force do not follow from the one before
-- advice: 请向发布单位核实，或补录两份之间的变动。 | Ask the unit that published it, or enter what happened between.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/zone_statement_step
-- note: only where both state what is in force, this one what was declared and lifted, and none between them may be missing.
-- note: changes of level, splits and merges count as far as the notice states them.
select
    concat_ws(':', notice_no, coalesce(area_id, 'city'), coalesce(level, 'all')) as finding_key,
    area_id,
    notice_no as subject,
    stated_at as since_at,
    notice_no
    || '：'
    || area_zh
    || '现有'
    || level_zh
    || ' '
    || existing
    || ' 个；上一份（'
    || previous_no
    || '）'
    || previous_existing
    || ' 个，新增 '
    || added
    || '，解除 '
    || lifted
    || if(moved = 0, '', '，等级调整与拆并 ' || printf('%+d', moved))
    || '，应为 '
    || expected as detail_zh,
    notice_no
    || ': '
    || existing
    || ' '
    || level_en
    || ' in force in '
    || area_en
    || '; the notice before ('
    || previous_no
    || ') left '
    || previous_existing
    || ', '
    || added
    || ' declared, '
    || lifted
    || ' lifted'
    || if(moved = 0, '', ', ' || printf('%+d', moved) || ' by levels, splits and merges')
    || ': expected '
    || expected as detail_en,
from zone_statement_step($as_of)
where existing <> expected
order by finding_key
