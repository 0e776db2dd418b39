-- rectifications_open: orders to rectify that no later visit has followed up.
-- zh: 未复查的限期整改
-- grain: inspection_id
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: inspection_id varchar
-- column: business_id varchar  -- null = not in the register
-- column: place_name varchar  -- null = not recorded
-- column: category varchar  -- unknown = not recorded
-- column: area_id varchar
-- column: area_name varchar
-- column: unit varchar  -- the inspecting unit
-- column: visited_at timestamp
-- column: rectify_by date  -- null = no date was set, or it was not published
-- column: rectification varchar  -- overdue, due or no_date
-- column: days_over bigint  -- whole days past the date, negative before it; null = no date
-- column: is_synthetic boolean
-- source: views/inspection_visit
-- sliced: area_id
select
    inspection_id,
    business_id,
    place_name,
    category,
    area_id,
    area_name,
    unit,
    visited_at,
    rectify_by,
    rectification,
    date_diff('day', rectify_by, $as_of::date) as days_over,
    is_synthetic,
from inspection_visit($as_of)
where rectification in ('overdue', 'due', 'no_date') and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
order by inspection_id
