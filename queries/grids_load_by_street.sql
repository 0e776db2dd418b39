-- grids_load_by_street: households for each grid worker, of districts and of their streets.
-- zh: 各区、各街道网格员负担
-- grain: is_street, area_id, street
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: is_street boolean  -- a street of the district; false = the district as a whole
-- column: area_id varchar
-- column: area_name varchar
-- column: street varchar  -- empty = not stated, and for the district as a whole
-- column: communities bigint  -- communities, and others that grids name as their own
-- column: grids bigint  -- the others: grids, estates and villages, by the published number where a row has one
-- column: households bigint  -- where known; null = known for none
-- column: households_qualifier varchar  -- exact, at_least, about or up_to
-- column: households_per_grid double  -- over those that state households; null = none does
-- column: people bigint  -- where known; null = known for none
-- column: staff bigint  -- grid workers, where known; null = known for none
-- column: staff_unknown bigint  -- grids whose workers neither they nor their community state
-- column: without_staff bigint  -- grids with households that state that they have no worker
-- column: grids_rated bigint  -- grids that give households and workers both
-- column: households_per_staff double  -- over these; null = none gives both
-- column: median_load double  -- households for a worker in the middle one of these
-- column: worst_load double  -- and in the one with most
-- column: worst_name varchar
-- column: is_synthetic boolean
-- source: views/grid_load, views/area_known
-- sliced: area_id
-- note: what a community states is not added to what its grids state: households, people and workers of a grid count where its
-- community states none. A published number covers the rows of its district; of both the larger counts.
with loads as (select * from grid_load($as_of) where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))

select
    grouping(g.street) = 0 as is_street,
    g.area_id,
    any_value(a.area_name) as area_name,
    coalesce(g.street, '') as street,
    count(*) filter (where g.is_whole) as communities,
    coalesce(sum(g.n) filter (where not g.is_whole), 0)::bigint as grids,
    greatest(sum(g.households) filter (where g.is_stated), sum(g.households) filter (where not g.is_stated))::bigint
    as households,
    case
        count(distinct g.bound) filter (where g.bound <> 'exact' and g.households is not null)
        when 0
        then 'exact'
        when 1
        then max(g.bound) filter (where g.bound <> 'exact' and g.households is not null)
        else 'about'
    end as households_qualifier,
    sum(g.households) / nullif(sum(g.grids_of) filter (where g.households is not null), 0)::double as households_per_grid,
    greatest(sum(g.people) filter (where g.is_stated), sum(g.people) filter (where not g.is_stated))::bigint as people,
    greatest(sum(g.staff) filter (where g.is_stated), sum(g.staff) filter (where not g.is_stated))::bigint as staff,
    coalesce(sum(g.n) filter (where not g.is_staffed and not g.is_whole), 0)::bigint as staff_unknown,
    count(*) filter (where g.rated_staff = 0 and g.rated_households > 0) as without_staff,
    coalesce(sum(g.grids_of) filter (where g.load is not null), 0)::bigint as grids_rated,
    sum(g.rated_households) filter (where g.load is not null)
    / sum(g.rated_staff) filter (where g.load is not null) as households_per_staff,
    median(g.load) as median_load,
    max(g.load) as worst_load,
    arg_max(g.name, g.load) as worst_name,
    bool_or(g.is_synthetic) as is_synthetic,
from loads as g
left join area_known($as_of) as a on g.area_id = a.area_id
group by grouping sets ((g.area_id), (g.area_id, g.street))
order by is_street, g.area_id, coalesce(g.street, '')
