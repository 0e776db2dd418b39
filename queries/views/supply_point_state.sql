-- supply_point_state: every supply point with the worst cover of its required goods.
-- zh: 保供点及其最紧缺物资
-- grain: supply_point_id
-- source: supply_points, views/supply_cover, views/supply_norm, views/area_known, views/counted_row
-- cached: many questions of one moment read it
-- note: places is what the row adds to a sum: 1, or of a published number what is not listed one by one.
-- note: cover_state is the worst of the required goods with a known state; unknown where none is known.
-- note: missing_items: the other required goods, of which nothing usable is known, by commas; null = none.
create or replace macro supply_point_state(as_of) as table
with

worst as (
    select
        supply_point_id,
        case min(case state when 'out' then 1 when 'below_1' then 2 when 'below_3' then 3 when 'ok' then 4 end) filter (where is_required)
            when 1 then 'out' when 2 then 'below_1' when 3 then 'below_3' when 4 then 'ok'
        end as cover_state,
        min(cover_days) filter (where state <> 'unknown' and is_required) as worst_cover_days,
        arg_min(item, cover_days) filter (where state <> 'unknown' and is_required) as worst_item,
        list(item) filter (where state <> 'unknown' and is_required) as known_items,
        max(reported_at) as reported_at,
        bool_and(is_stale) as is_stale,
    from supply_cover(as_of)
    group by supply_point_id
),

required as (select list(item order by item) as items from supply_norm(as_of) where is_required)

select
    p.* exclude (qualifier), coalesce(p.qualifier, 'exact') as qualifier, c.n as places, c.stated, c.qualifier as places_qualifier,
    a.area_name, coalesce(w.cover_state, 'unknown') as cover_state, w.worst_cover_days, w.worst_item, w.reported_at,
    w.is_stale,
    nullif(array_to_string(list_filter(r.items, lambda i: not list_contains(w.known_items, i)), ','), '') as missing_items,
from current_supply_points(as_of) as p
inner join counted_row(as_of) as c on c.table_name = 'supply_points' and p.supply_point_id = c.row_id
left join worst as w on p.supply_point_id = w.supply_point_id
left join area_known(as_of) as a on p.area_id = a.area_id
cross join required as r
