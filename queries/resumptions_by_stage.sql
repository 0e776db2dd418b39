-- resumptions_by_stage: resumption cases by kind and the stage they have reached.
-- zh: 复工复产各阶段
-- grain: kind, stage
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: kind varchar  -- other = not stated
-- column: stage varchar  -- latest stage reached
-- column: cases bigint
-- column: median_days_in_stage double  -- days since the stage was reached
-- column: is_synthetic boolean
-- source: resumptions
with

    latest as (
        select *
        from current_resumptions($as_of)
        where stage_at <= $as_of and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
        qualify row_number() over (partition by resumption_id order by stage_at desc, stage) = 1
    )

select
    coalesce(kind, 'other') as kind,
    stage,
    count(*) as cases,
    median(date_diff('second', stage_at, $as_of) / 86400.0) as median_days_in_stage,
    bool_or(is_synthetic) as is_synthetic,
from latest
group by coalesce(kind, 'other'), stage
order by coalesce(kind, 'other'), stage
