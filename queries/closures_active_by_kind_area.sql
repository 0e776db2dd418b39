-- closures_active_by_kind_area: closures in force by kind of target and district.
-- zh: 各区在执行的封控与关停
-- grain: kind, area_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: kind varchar  -- kind of target
-- column: area_name varchar  -- null = the notice names no district
-- column: closures bigint
-- column: area_id varchar  -- empty = no district named
-- column: past_planned_end bigint  -- of these, past their planned end
-- column: is_synthetic boolean
-- source: views/closure_active
with known_closures as (select * from closure_active($as_of))

select
    target_kind as kind,
    any_value(area_name) as area_name,
    count(*) as closures,
    coalesce(area_id, '') as area_id,
    count(*) filter (where is_past_planned_end) as past_planned_end,
    bool_or(is_synthetic) as is_synthetic,
from known_closures
group by target_kind, coalesce(area_id, '')
order by target_kind, coalesce(area_id, '')
