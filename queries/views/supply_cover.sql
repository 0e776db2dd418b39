-- supply_cover: the latest stock of every good at every point, in days of need.
-- zh: 各保供点各类物资的库存与可保障天数
-- grain: supply_point_id, item
-- source: supply_points, supply_reports, views/supply_norm, views/unit_size, views/area_known
-- cached: many questions of one moment read it
-- note: state out <= 0, below_1 < 1 d, below_3 < 3 d, ok; unknown = no population, no norm, unit not a weight, or stale.
-- note: is_stale = the report is older than 2 days. cover_days is kept, so that the last known figure can be shown.
-- note: a stock of 0 lasts 0 days, whatever the need.
create or replace macro supply_cover(as_of) as table
with

latest as (
    select r.*
    from current_supply_reports(as_of) as r
    where r.at <= as_of
    qualify row_number() over (partition by r.supply_point_id, r.item order by r.at desc, r.batch_id desc) = 1
),

weighed as (
    select r.*, if(u.measure = 'mass', r.stock * u.size, null) as stock_kg, r.at < as_of - interval 2 days as is_stale,
    from latest as r
    left join unit_size(as_of) as u on lower(trim(r.unit)) = u.unit
),

covered as (
    select
        p.supply_point_id, p.name, p.kind, p.area_id, a.area_name, p.state as point_state, p.population_served,
        p.is_synthetic, p.lon, p.lat, w.item, w.stock, w.unit, w.at as reported_at, w.is_stale,
        if(w.stock = 0, 0, w.stock_kg / nullif(p.population_served * n.kg_per_person_day, 0)) as cover_days,
        coalesce(n.is_required, false) as is_required,
    from weighed as w
    inner join current_supply_points(as_of) as p on w.supply_point_id = p.supply_point_id
    left join supply_norm(as_of) as n on w.item = n.item
    left join area_known(as_of) as a on p.area_id = a.area_id
)

select
    *,
    case
        when is_stale then 'unknown'
        when stock <= 0 then 'out'
        when cover_days is null then 'unknown'
        when cover_days < 1 then 'below_1'
        when cover_days < 3 then 'below_3'
        else 'ok'
    end as state,
from covered
