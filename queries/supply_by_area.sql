-- supply_by_area: supply points of each district by state and cover.
-- zh: 各区保供点
-- grain: area_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar
-- column: points bigint
-- column: open bigint  -- open or limited
-- column: closed bigint
-- column: state_unknown bigint
-- column: below_cover bigint  -- points with a good below 3 days
-- column: cover_unknown bigint  -- points without a usable report
-- column: population_served bigint  -- people, where known; null = known for none
-- column: orders_per_day bigint  -- where known; null = known for none
-- column: is_synthetic boolean
-- source: views/supply_point_state
with points as (select * from supply_point_state($as_of))

select
    area_id,
    any_value(area_name) as area_name,
    count(*) as points,
    count(*) filter (where state in ('open', 'limited')) as open,
    count(*) filter (where state = 'closed') as closed,
    count(*) filter (where state is null) as state_unknown,
    count(*) filter (where cover_state in ('out', 'below_1', 'below_3')) as below_cover,
    count(*) filter (where cover_state = 'unknown') as cover_unknown,
    sum(population_served)::bigint as population_served,
    sum(orders_per_day)::bigint as orders_per_day,
    bool_or(is_synthetic) as is_synthetic,
from points
group by area_id
order by area_id
