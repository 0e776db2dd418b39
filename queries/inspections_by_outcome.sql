-- inspections_by_outcome: inspection visits of the last 7 whole days by outcome, and the places visited.
-- zh: 近 7 日检查结果
-- grain: outcome
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: outcome varchar  -- unknown = not published
-- column: visits bigint  -- visits, not distinct places
-- column: places bigint  -- distinct places, by number or name; they must not be added over outcomes
-- column: rectification_due bigint  -- orders to rectify within their date and not visited again, all time
-- column: rectification_overdue bigint  -- orders past their date and not visited again, all time
-- column: is_synthetic boolean
-- source: views/inspection_visit
with

    known_visits as (
        select *, visited_at >= $as_of::date - 7 and visited_at < $as_of::date as is_recent
        from inspection_visit($as_of)
        where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)
    )

select
    outcome,
    count(*) filter (where is_recent) as visits,
    count(distinct place_key) filter (where is_recent) as places,
    count(*) filter (where rectification = 'due') as rectification_due,
    count(*) filter (where rectification = 'overdue') as rectification_overdue,
    bool_or(is_synthetic) as is_synthetic,
from known_visits
group by outcome
order by outcome
