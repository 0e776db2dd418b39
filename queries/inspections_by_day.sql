-- inspections_by_day: inspection visits of each day by outcome.
-- zh: 每日检查家次，按结果
-- grain: day, outcome
-- param: $start date = 2022-11-01  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive; null = to the end
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: outcome varchar  -- unknown = not published
-- column: visits bigint  -- visits, not distinct places
-- column: is_provisional boolean  -- the day is not over
-- column: is_synthetic boolean
-- source: views/inspection_visit
-- note: a day without a row had no visit on record, which is not the same as none having taken place.
with

    known_visits as (
        select *, visited_at::date as day
        from inspection_visit($as_of)
        where
            visited_at::date between coalesce($start::date, date '1900-01-01') and coalesce($end::date, $as_of::date)
            and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
    )

select day, outcome, count(*) as visits, day = $as_of::date as is_provisional, bool_or(is_synthetic) as is_synthetic,
from known_visits
group by day, outcome
order by day, outcome
