-- grids_by_area: grids, estates and villages of each district, with the households behind them.
-- zh: 各区网格
-- grain: area_id, kind
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar
-- column: kind varchar  -- unknown = not stated
-- column: grids bigint  -- by the published number where a row has one
-- column: households bigint  -- where known; null = known for none
-- column: buildings bigint  -- where known; null = known for none
-- column: people bigint  -- where known; null = known for none
-- column: staff bigint  -- grid workers, where known; null = known for none
-- column: grids_rated bigint  -- those that give households and workers both
-- column: households_rated bigint  -- of those; null = none
-- column: staff_rated bigint  -- of those; null = none
-- column: households_per_staff double  -- over the grids that give both; null = none does
-- column: qualifier varchar  -- of grids: exact, at_least, about or up_to
-- column: households_qualifier varchar  -- of households
-- column: stated bigint  -- the published numbers; null = none published
-- column: listed bigint  -- rows that are one grid each
-- column: is_synthetic boolean
-- source: grids, views/counted_row
-- note: a published number covers the rows of its kind there, one of the city its districts too; so do its households, people
-- and workers: of what it states and what its rows add up to the larger counts.
with
    known_grids as (
        select
            g.* exclude (qualifier),
            w.n,
            w.stated,
            w.qualifier,
            coalesce(g.kind, 'unknown') as kind_name,
            g.households is not null and g.staff is not null as gives_both,
            coalesce(g.households_qualifier, 'exact') as of_households,
        from current_grids($as_of) as g
        inner join counted_row($as_of) as w on w.table_name = 'grids' and g.grid_id = w.row_id
    )

select
    g.area_id,
    any_value(a.area_name) as area_name,
    g.kind_name as kind,
    sum(g.n)::bigint as grids,
    greatest(sum(g.households) filter (where g.stated > 0), sum(g.households) filter (where g.stated is null))::bigint
    as households,
    greatest(sum(g.buildings) filter (where g.stated > 0), sum(g.buildings) filter (where g.stated is null))::bigint as buildings,
    greatest(sum(g.people) filter (where g.stated > 0), sum(g.people) filter (where g.stated is null))::bigint as people,
    greatest(sum(g.staff) filter (where g.stated > 0), sum(g.staff) filter (where g.stated is null))::bigint as staff,
    coalesce(sum(g.n) filter (where g.gives_both), 0)::bigint as grids_rated,
    sum(g.households) filter (where g.gives_both)::bigint as households_rated,
    sum(g.staff) filter (where g.gives_both)::bigint as staff_rated,
    households_rated / nullif(staff_rated, 0)::double as households_per_staff,
    case
        count(distinct g.qualifier) filter (where g.qualifier <> 'exact')
        when 0
        then 'exact'
        when 1
        then max(g.qualifier) filter (where g.qualifier <> 'exact')
        else 'about'
    end as qualifier,
    case
        count(distinct g.of_households) filter (where g.of_households <> 'exact')
        when 0
        then 'exact'
        when 1
        then max(g.of_households) filter (where g.of_households <> 'exact')
        else 'about'
    end as households_qualifier,
    sum(g.stated)::bigint as stated,
    count(*) filter (where g.stated is null) as listed,
    bool_or(g.is_synthetic) as is_synthetic,
from known_grids as g
left join area_known($as_of) as a on g.area_id = a.area_id
group by g.area_id, g.kind_name
order by g.area_id, g.kind_name
