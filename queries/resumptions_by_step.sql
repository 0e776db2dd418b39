-- resumptions_by_step: how long cases take from a stage to the next one, and from the application to the approval.
-- zh: 复工复产各环节用时
-- grain: step
-- param: $areas varchar[] = []  -- empty means every area
-- param: $kind varchar =   -- empty = every kind
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: step varchar  -- the stage that is left, or decision: from applied to approved
-- column: finished bigint  -- cases that have gone on
-- column: running bigint  -- cases that have not, and wait; they have no duration yet
-- column: median_days double  -- of those finished; null = fewer than fewest_cases
-- column: longest_days double  -- of those finished; null as the median
-- column: oldest_running_days double  -- of those running, so far; null = none
-- column: fewest_cases integer  -- below so many finished cases nothing is told
-- column: is_synthetic boolean
-- source: resumptions, views/resumption_case, views/oversight_limit
-- note: a stage is left when the next one is on record, on a bare date in their order. Refused cases are not timed as decisions.
with

    asked as (
        select *
        from resumption_case($as_of)
        where (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)) and coalesce($kind, '') in ('', kind)
    ),

    in_order as (select ['applied', 'owner_supervisor_opinion', 'site_check', 'refused', 'approved', 'resumed'] as stages),

    stages as (
        select
            r.resumption_id,
            r.stage,
            r.stage_at,
            lead(r.stage_at) over (partition by r.resumption_id order by r.stage_at, list_position(l.stages, r.stage)) as next_at,
            c.is_synthetic,
        from current_resumptions($as_of) as r
        inner join asked as c on r.resumption_id = c.resumption_id
        cross join in_order as l
        where r.stage_at <= $as_of
    ),

    spans as (
        select
            stage as step,
            next_at is null as is_running,
            date_diff('second', stage_at, coalesce(next_at, $as_of)) / 86400.0 as days,
            is_synthetic
        from stages
        where stage not in ('refused', 'resumed') and not (stage = 'approved' and next_at is null)
        union all
        select 'decision', is_waiting, coalesce(decision_days, date_diff('second', applied_at, $as_of) / 86400.0), is_synthetic
        from asked
        where decision_days is not null or (is_waiting and applied_at is not null)
    ),

    counted as (
        select
            step,
            count(*) filter (where not is_running) as finished,
            count(*) filter (where is_running) as running,
            median(days) filter (where not is_running) as median_days,
            max(days) filter (where not is_running) as longest_days,
            max(days) filter (where is_running) as oldest_running_days,
            bool_or(is_synthetic) as is_synthetic,
        from spans
        group by step
    )

select
    c.step,
    c.finished,
    c.running,
    if(c.finished < l.fewest_cases, null, c.median_days) as median_days,
    if(c.finished < l.fewest_cases, null, c.longest_days) as longest_days,
    c.oldest_running_days,
    l.fewest_cases,
    c.is_synthetic,
from counted as c
cross join oversight_limit($as_of) as l
order by c.step
