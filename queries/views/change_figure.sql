-- change_figure: figures that were published and known at one moment and say something else at a later one.
-- zh: 已公布数字的更正与撤回
-- grain: change_key
-- source: views/figure_known
-- note: a figure that was not known before is no correction; it comes with its bulletin. Time of a correction: what it speaks
-- about.
create or replace macro change_figure(since, as_of) as table
select
    concat_ws('|', if(n.figure_key is null, 'figure_withdrawn', 'figure_corrected'), t.figure_key) as change_key,
    if(n.figure_key is null, 'figure_withdrawn', 'figure_corrected') as kind,
    t.happened_at,
    t.area_id,
    coalesce(n.subject_id, t.subject_id) as subject_id,
    coalesce(n.subject, t.subject) as subject,
    coalesce(n.subject_en, t.subject_en) as subject_en,
    printf('%.10g', t.value) as before,
    printf('%.10g', n.value) as after,
    t.detail,
    n.batch_id,
    null::double as lon,
    null::double as lat,
    coalesce(n.is_synthetic, t.is_synthetic) as is_synthetic,
    if(n.figure_key is null, 'withdrawn', 'learned') as came,
from figure_known(since) as t
left join figure_known(as_of) as n on t.figure_key = n.figure_key
where n.figure_key is null or n.value is distinct from t.value
