-- counted_number: every published number of things beside the rows that stand for them one by one.
-- zh: 公布的数量与逐条登记的数量
-- grain: finding_key
-- source: views/counted_row, views/closure_active, checkpoints, supply_points, grids, views/indicator_bound, views/area_known
-- note: a row with a number against the rows within it; a published indicator of the list below against all rows of its kind in
-- its area.
-- note: fits: within what the qualifier allows; also where nothing is listed one by one, since nothing is compared then.
create or replace macro counted_number(as_of) as table
with

described as (
    select 'closures' as table_name, closure_id as row_id, target as name, target_kind as kind, area_id, counting_unit, qualifier, starts_at as since_at
    from closure_active(as_of)
    union all
    select 'checkpoints', checkpoint_id, name, kind, area_id, counting_unit, qualifier, opened_at from current_checkpoints(as_of)
    union all
    select 'supply_points', supply_point_id, name, kind, area_id, counting_unit, qualifier, null from current_supply_points(as_of)
    union all
    select 'grids', grid_id, name, kind, area_id, counting_unit, qualifier, null from current_grids(as_of)
),

counted as (
    select d.*, w.stated, w.within, w.n
    from counted_row(as_of) as w
    inner join described as d on w.table_name = d.table_name and w.row_id = d.row_id
),

named as (
    select * from (values
        ('expressway_gates', 'checkpoints', 'expressway_exit'), ('estate_gates', 'checkpoints', 'estate_gate'),
        ('village_gates', 'checkpoints', 'village_gate'), ('road_gates', 'checkpoints', 'road'), ('checkpoints', 'checkpoints', ''),
        ('gates', 'checkpoints', ''), ('sampling_points', 'checkpoints', 'sampling_point'), ('grids', 'grids', 'grid'),
        ('supply_points', 'supply_points', ''), ('stalls', 'supply_points', 'stall')
    ) as of_indicators (indicator, table_name, kind)
),

published as (
    select
        concat_ws(':', i.indicator, i.area_id, i.statement) as finding_key, i.indicator as subject, i.label as name, i.area_id,
        coalesce(i.counting_unit, i.unit) as counting_unit, i.value as stated, i.lowest, i.highest, i.period_end as since_at,
        sum(c.n) as listed,
    from indicator_bound(as_of) as i
    inner join named as m on i.indicator = m.indicator
    inner join area_known(as_of) as a on i.area_id = a.area_id
    inner join counted as c
        on m.table_name = c.table_name and (a.is_city or c.area_id = i.area_id)
        and if(m.kind = '', c.kind is distinct from 'sampling_point', c.kind = m.kind)
    where i.newness = 1 and i.place is null and i.period_end <= as_of
    group by all
)

select
    concat_ws(':', table_name, row_id) as finding_key, row_id as subject, name, area_id, counting_unit, stated, within as listed,
    if(since_at <= as_of, since_at, null) as since_at, format('{:.10g}', stated::double) as number_text,
    within = 0 or case coalesce(qualifier, 'exact')
        when 'at_least' then within >= stated when 'up_to' then within <= stated when 'about' then abs(within - stated) * 10 <= stated
        else within = stated
    end as fits,
from counted
where stated is not null
union all
select finding_key, subject, name, area_id, counting_unit, stated::bigint, listed::bigint, since_at, format('{:.10g}', stated),
    listed between lowest and highest
from published
