-- grids_listed: communities, grids, estates and villages one by one, with the households for each worker.
-- zh: 网格清单与网格员负担
-- grain: grid_id
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: grid_id varchar
-- column: name varchar
-- column: kind varchar  -- unknown = not stated
-- column: area_id varchar
-- column: area_name varchar
-- column: street varchar  -- null = not stated
-- column: community_name varchar  -- of the row that it is part of; null = none is stated
-- column: count bigint  -- as published, in counting_unit; null = one
-- column: counting_unit varchar
-- column: qualifier varchar  -- of count: exact, at_least, about or up_to
-- column: parts bigint  -- grids that name it as their community; 0 = none does
-- column: households bigint  -- null = unknown
-- column: households_qualifier varchar
-- column: people bigint  -- null = unknown
-- column: staff bigint  -- grid workers; null = unknown
-- column: staff_qualifier varchar
-- column: households_per_staff double  -- null = one of both is unknown, or nobody works there
-- column: households_per_grid double  -- of one that stands for several grids; null = it does not, or its households are unknown
-- column: source varchar
-- column: is_synthetic boolean
-- source: grids, views/area_known
-- sliced: area_id
with
    placed as (select * from current_grids($as_of) where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)),

    parts as (
        select community_id, sum(coalesce(count, 1))::bigint as n from placed where community_id is not null group by community_id
    )

select
    g.grid_id,
    g.name,
    coalesce(g.kind, 'unknown') as kind,
    g.area_id,
    a.area_name,
    g.street,
    c.name as community_name,
    g.count,
    g.counting_unit,
    coalesce(g.qualifier, 'exact') as qualifier,
    coalesce(p.n, 0) as parts,
    g.households,
    coalesce(g.households_qualifier, 'exact') as households_qualifier,
    g.people,
    g.staff,
    coalesce(g.staff_qualifier, 'exact') as staff_qualifier,
    g.households / nullif(g.staff, 0)::double as households_per_staff,
    g.households / nullif(greatest(coalesce(p.n, 1), coalesce(g.count, 1)), 1)::double as households_per_grid,
    g.source,
    g.is_synthetic,
from placed as g
left join parts as p on g.grid_id = p.community_id
left join placed as c on g.community_id = c.grid_id
left join area_known($as_of) as a on g.area_id = a.area_id
order by g.grid_id
