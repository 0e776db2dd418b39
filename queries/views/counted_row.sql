-- counted_row: what each row of closures, checkpoints, supply points and grids adds to a sum: 1, or the number that it states.
-- zh: 每一行计入合计的数量
-- grain: table_name, row_id
-- source: views/closure_active, checkpoints, supply_points, grids, views/area_known
-- cached: many questions of one moment read it
-- note: a published number is a total of the rows of its kind in its area (of closures: whose target names its target), and one
-- of the city is a total of its districts: n is what it says beyond them, so that any sum counts a thing once. within = those
-- rows.
-- note: people, households, visits, portions and tons are no places: such a row adds 1, and its number is shown beside it.
-- note: qualifier is that of what is added: exact where nothing of the published number is.
create or replace macro counted_row(as_of) as table
with

things as (
    select 'closures' as table_name, closure_id as row_id, target_kind as kind, target as noun, area_id, count as number,
        counting_unit, qualifier,
    from closure_active(as_of)
    union all
    select 'checkpoints', checkpoint_id, kind, '', area_id, count, counting_unit, qualifier
    from current_checkpoints(as_of)
    where (opened_at is null or opened_at <= as_of) and (closed_at is null or closed_at > as_of)
    union all
    select 'supply_points', supply_point_id, kind, '', area_id, count, counting_unit, qualifier from current_supply_points(as_of)
    union all
    select 'grids', grid_id, coalesce(kind, 'unknown'), '', area_id, count, counting_unit, qualifier from current_grids(as_of)
),

placed as (
    select
        t.* exclude (number, area_id), coalesce(a.is_city, t.area_id is null) as is_wide,
        if(coalesce(a.is_city, t.area_id is null), '', t.area_id) as area_key,
        if(coalesce(t.counting_unit, '个') in ('人', '人次', '户', '家次', '份', '吨', '例'), null, t.number) as stated,
    from things as t
    left join area_known(as_of) as a on t.area_id = a.area_id
),

totals as (
    select
        *,
        coalesce(sum(stated) over (
            partition by table_name, kind, noun, area_key order by stated desc, row_id rows between unbounded preceding and 1 preceding
        ), 0) as before,
    from placed
    where stated is not null
),

near as (
    select t.table_name, t.row_id, count(*) as within
    from totals as t
    inner join placed as p
        on t.table_name = p.table_name and t.kind = p.kind and t.area_key = p.area_key and p.stated is null and contains(p.noun, t.noun)
    group by t.table_name, t.row_id
),

in_districts as (
    select p.table_name, p.kind, p.noun,
        if(p.stated is null, 1, greatest(0, p.stated - greatest(0, coalesce(n.within, 0) - t.before))) as n,
    from placed as p
    left join totals as t on p.table_name = t.table_name and p.row_id = t.row_id
    left join near as n on p.table_name = n.table_name and p.row_id = n.row_id where not p.is_wide
),

far as (
    select t.table_name, t.row_id, sum(d.n) as within
    from totals as t
    inner join in_districts as d on t.table_name = d.table_name and t.kind = d.kind and contains(d.noun, t.noun)
    where t.is_wide
    group by t.table_name, t.row_id
),

known as (
    select p.table_name, p.row_id, p.stated, (coalesce(n.within, 0) + coalesce(f.within, 0))::bigint as within, p.qualifier,
        if(p.stated is null, 1, greatest(0, p.stated - greatest(0, coalesce(n.within, 0) + coalesce(f.within, 0) - t.before)))::bigint as n,
    from placed as p
    left join totals as t on p.table_name = t.table_name and p.row_id = t.row_id
    left join near as n on p.table_name = n.table_name and p.row_id = n.row_id
    left join far as f on p.table_name = f.table_name and p.row_id = f.row_id
)

select table_name, row_id, stated, within, n, if(stated is null or n = 0, 'exact', coalesce(qualifier, 'exact')) as qualifier from known
