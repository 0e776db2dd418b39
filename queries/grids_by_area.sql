-- grids_by_area: grids, estates and villages of each district, with the households behind them.
-- zh: 各区网格
-- grain: area_id, kind
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar
-- column: kind varchar  -- unknown = not stated
-- column: grids bigint
-- column: households bigint  -- where known; null = known for none
-- column: buildings bigint  -- where known; null = known for none
-- column: people bigint  -- where known; null = known for none
-- column: staff bigint  -- grid workers, where known; null = known for none
-- column: households_per_staff double  -- over the grids that give both; null = none does
-- column: is_synthetic boolean
-- source: grids
with known_grids as (select *, coalesce(kind, 'unknown') as kind_name from current_grids($as_of))

select
    g.area_id,
    any_value(a.area_name) as area_name,
    g.kind_name as kind,
    count(*) as grids,
    sum(g.households)::bigint as households,
    sum(g.buildings)::bigint as buildings,
    sum(g.people)::bigint as people,
    sum(g.staff)::bigint as staff,
    sum(g.households) filter (where g.staff is not null)
    / nullif(sum(g.staff) filter (where g.households is not null), 0)::double as households_per_staff,
    bool_or(g.is_synthetic) as is_synthetic,
from known_grids as g
left join area_known($as_of) as a on g.area_id = a.area_id
group by g.area_id, g.kind_name
order by g.area_id, g.kind_name
