-- inspections_by_outcome: inspection visits of the last 7 whole days by outcome.
-- zh: 近 7 日检查结果
-- grain: outcome
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: outcome varchar  -- unknown = not published
-- column: visits bigint  -- visits, not distinct places
-- column: places bigint  -- distinct businesses, where recorded
-- column: rectification_overdue bigint  -- past the deadline for rectification, all time
-- column: is_synthetic boolean
-- source: inspections
with

    known_inspections as (
        select i.* exclude (outcome), coalesce(i.outcome, 'unknown') as outcome, i.at as visited_at
        from current_inspections($as_of) as i
        where i.at <= $as_of and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], i.area_id))
    )

select
    outcome,
    count(*) filter (where visited_at >= $as_of::date - 7 and visited_at < $as_of::date) as visits,
    count(distinct business_id) filter (where visited_at >= $as_of::date - 7 and visited_at < $as_of::date) as places,
    count(*) filter (where rectify_by < $as_of::date) as rectification_overdue,
    bool_or(is_synthetic) as is_synthetic,
from known_inspections
group by outcome
order by outcome
