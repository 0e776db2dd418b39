-- resumptions_by_area: resumption cases by district and kind: how many wait and for how long, how many were decided and how fast.
-- zh: 各区复工复产事项：待办、办结与用时
-- grain: area_id, kind
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar  -- empty = not stated
-- column: area_name varchar
-- column: kind varchar  -- other = not stated
-- column: cases bigint
-- column: pending bigint  -- neither approved nor refused, and not resumed
-- column: approved bigint  -- the latest stage, as refused and resumed
-- column: refused bigint
-- column: resumed bigint
-- column: oldest_days double  -- since the first stage of the case that waits longest; null = none waits
-- column: finished bigint  -- cases with an application and an approval on record
-- column: median_days double  -- from application to approval; null = fewer than fewest_cases of them
-- column: fewest_cases integer  -- below so many nothing is told
-- column: is_synthetic boolean
-- source: views/resumption_case, views/oversight_limit
-- sliced: area_id
with

    known_cases as (
        select c.*, l.fewest_cases, date_diff('second', c.first_at, $as_of) / 86400.0 as days_open
        from resumption_case($as_of) as c
        cross join oversight_limit($as_of) as l
        where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], c.area_id)
    )

select
    coalesce(area_id, '') as area_id,
    any_value(area_name) as area_name,
    kind,
    count(*) as cases,
    count(*) filter (where is_waiting) as pending,
    count(*) filter (where stage = 'approved') as approved,
    count(*) filter (where stage = 'refused') as refused,
    count(*) filter (where stage = 'resumed') as resumed,
    max(days_open) filter (where is_waiting) as oldest_days,
    count(decision_days) as finished,
    if(count(decision_days) < any_value(fewest_cases), null, median(decision_days)) as median_days,
    any_value(fewest_cases) as fewest_cases,
    bool_or(is_synthetic) as is_synthetic,
from known_cases
group by coalesce(area_id, ''), kind
order by coalesce(area_id, ''), kind
