-- closure_past_planned_end: closures in force past their planned end.
-- zh: 超过计划结束时间仍在执行的封控
-- severity: high
-- title: 封控超过计划时间 | Closures past their planned end
-- advice: 请解除，或以通告延长。 | Lift it, or extend it by notice.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/closure_active
with late_closures as (select * from closure_active($as_of) where is_past_planned_end)

select
    closure_id as finding_key,
    area_id,
    closure_id as subject,
    planned_end_at as since_at,
    target
    || coalesce('（' || count || ' ' || coalesce(counting_unit, '个') || '）', '')
    || '：计划 '
    || strftime(planned_end_at, '%m-%d %H:%M')
    || ' 结束，仍在执行' as detail_zh,
    coalesce(target_en, target)
    || coalesce(' (' || count || ')', '')
    || ': planned to end '
    || strftime(planned_end_at, '%m-%d %H:%M')
    || ', still in force' as detail_en,
from late_closures
order by finding_key
