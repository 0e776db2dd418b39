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
-- column: grids_rated bigint  -- those that give households and workers both
-- column: households_rated bigint  -- of those; null = none
-- column: staff_rated bigint  -- of those; null = none
-- column: households_per_staff double  -- over the grids that give both; null = none does
-- column: is_synthetic boolean
-- source: grids
with
    known_grids as (
        select *, coalesce(kind, 'unknown') as kind_name, households is not null and staff is not null as gives_both,
        from current_grids($as_of)
    )

select
    g.area_id,
    any_value(a.area_name) as area_name,
    g.kind_name as kind,
    count(*) as grids,
    sum(g.households)::bigint as households,
    sum(g.buildings)::bigint as buildings,
    sum(g.people)::bigint as people,
    sum(g.staff)::bigint as staff,
    count(*) filter (where g.gives_both) as grids_rated,
    sum(g.households) filter (where g.gives_both)::bigint as households_rated,
    sum(g.staff) filter (where g.gives_both)::bigint as staff_rated,
    households_rated / nullif(staff_rated, 0)::double as households_per_staff,
    bool_or(g.is_synthetic) as is_synthetic,
from known_grids as g
left join area_known($as_of) as a on g.area_id = a.area_id
group by g.area_id, g.kind_name
order by g.area_id, g.kind_name
