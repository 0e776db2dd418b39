-- resumptions_by_stage: resumption cases by kind and the stage they have reached.
-- zh: 复工复产各阶段
-- grain: kind, stage
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: kind varchar  -- other = not stated
-- column: stage varchar  -- latest stage reached
-- column: cases bigint
-- column: pending bigint  -- of these, waiting for a decision: the backlog of the stage
-- column: median_days_in_stage double  -- days since the stage was reached
-- column: oldest_days double  -- days that the oldest waiting case has been in the stage; null = none waits
-- column: is_synthetic boolean
-- source: views/resumption_case
with

    known_cases as (
        select *, date_diff('second', stage_at, $as_of) / 86400.0 as days_in_stage
        from resumption_case($as_of)
        where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)
    )

select
    kind,
    stage,
    count(*) as cases,
    count(*) filter (where is_waiting) as pending,
    median(days_in_stage) as median_days_in_stage,
    max(days_in_stage) filter (where is_waiting) as oldest_days,
    bool_or(is_synthetic) as is_synthetic,
from known_cases
group by kind, stage
order by kind, stage
