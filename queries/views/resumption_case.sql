-- resumption_case: every case of resuming work or school with the stage it has reached and the days of its stages.
-- zh: 复工复产事项：当前阶段与各阶段时间
-- grain: resumption_id
-- source: resumptions, views/area_known
-- cached: many questions of one moment read it
-- note: waiting = neither approved nor refused, and not resumed. kind other = not stated.
-- note: decision_days from the application to the approval; null = either is not on record, so a case still open has none.
create or replace macro resumption_case(as_of) as table
with

known_stages as (
    select *, coalesce(kind, 'other') as kind_known from current_resumptions(as_of) where stage_at <= as_of
),

gathered as (
    select
        resumption_id,
        arg_max(applicant, (stage_at, stage)) as applicant,
        arg_max(kind_known, (stage_at, stage)) as kind,
        arg_max(area_id, (stage_at, stage)) as area_id,
        arg_max(stage, (stage_at, list_position(['applied', 'owner_supervisor_opinion', 'site_check', 'refused', 'approved', 'resumed'], stage))) as stage,
        max(stage_at) as stage_at,
        min(stage_at) as first_at,
        min(stage_at) filter (where stage = 'applied') as applied_at,
        min(stage_at) filter (where stage = 'approved') as approved_at,
        max(stage_at) filter (where stage = 'refused') as refused_at,
        min(stage_at) filter (where stage = 'resumed') as resumed_at,
        bool_or(is_synthetic) as is_synthetic,
    from known_stages
    group by resumption_id
)

select
    g.*,
    a.area_name,
    g.stage not in ('approved', 'refused', 'resumed') as is_waiting,
    if(g.approved_at >= g.applied_at, date_diff('second', g.applied_at, g.approved_at) / 86400.0, null) as decision_days,
from gathered as g
left join area_known(as_of) as a on g.area_id = a.area_id
