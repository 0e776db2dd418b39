-- grid_load: grids and communities, with what each adds to the households, people and workers of its street.
-- zh: 网格与社区：计入街道合计的户数、人数与网格员
-- grain: grid_id
-- source: grids, views/counted_row
-- cached: many questions of one moment read it
-- note: what a community states is not added to what its grids state: households, people and workers of a grid count where its
-- community states none. load is of its own households and workers, and null where its community gives both.
create or replace macro grid_load(as_of) as table
with

placed as (
    select g.* exclude (qualifier), coalesce(trim(g.street), '') as street_name, w.n, w.stated is not null as is_stated,
    from current_grids(as_of) as g
    inner join counted_row(as_of) as w on w.table_name = 'grids' and g.grid_id = w.row_id
),

parts as (select community_id, sum(n)::bigint as n from placed where community_id is not null group by community_id)

select
    g.grid_id, g.area_id, g.street_name as street, g.name, g.is_stated, g.is_synthetic,
    g.kind is not distinct from 'community' or p.n is not null as is_whole, g.n, coalesce(p.n, g.n) as grids_of,
    if(c.households is null, g.households, null) as households, coalesce(g.households_qualifier, 'exact') as bound,
    if(c.people is null, g.people, null) as people, if(c.staff is null, g.staff, null) as staff,
    coalesce(g.staff, c.staff) is not null as is_staffed,
    if(c.households is not null and c.staff > 0, null, g.households) as rated_households,
    if(c.households is not null and c.staff > 0, null, g.staff) as rated_staff,
    rated_households / nullif(rated_staff, 0)::double as load,
from placed as g
left join parts as p on g.grid_id = p.community_id
left join placed as c on g.community_id = c.grid_id
