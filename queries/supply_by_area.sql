-- supply_by_area: supply points of each district by state and cover.
-- zh: 各区保供点
-- grain: area_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar
-- column: points bigint  -- by the published number where a row has one
-- column: open bigint  -- open or limited
-- column: closed bigint
-- column: state_unknown bigint
-- column: below_cover bigint  -- points with a good below 3 days; null = none has a usable report
-- column: cover_unknown bigint  -- points without a usable report
-- column: qualifier varchar  -- of points: exact, at_least, about or up_to
-- column: open_qualifier varchar  -- of open
-- column: stated bigint  -- the published numbers; null = none published
-- column: listed bigint  -- rows that are one point each
-- column: population_served bigint  -- people, where known; null = known for none
-- column: orders_per_day bigint  -- of points not known to be closed, where known; null = known for none
-- column: is_synthetic boolean
-- source: views/supply_point_state
with

    points as (select * from supply_point_state($as_of)),

    districts as (
        select
            area_id,
            any_value(area_name) as area_name,
            sum(places)::bigint as points,
            coalesce(sum(places) filter (where state in ('open', 'limited')), 0)::bigint as open,
            coalesce(sum(places) filter (where state = 'closed'), 0)::bigint as closed,
            coalesce(sum(places) filter (where state is null), 0)::bigint as state_unknown,
            if(
                bool_and(cover_state = 'unknown'), null, count(*) filter (where cover_state in ('out', 'below_1', 'below_3'))
            ) as below_cover,
            coalesce(sum(places) filter (where cover_state = 'unknown'), 0)::bigint as cover_unknown,
            list(distinct places_qualifier) filter (where places_qualifier <> 'exact') as bounds,
            list(distinct places_qualifier) filter (
                where places_qualifier <> 'exact' and state in ('open', 'limited')
            ) as open_bounds,
            sum(stated)::bigint as stated,
            count(*) filter (where stated is null) as listed,
            sum(population_served)::bigint as population_served,
            sum(orders_per_day) filter (where state is distinct from 'closed')::bigint as orders_per_day,
            bool_or(is_synthetic) as is_synthetic,
        from points
        group by area_id
    )

select
    area_id,
    area_name,
    points,
    open,
    closed,
    state_unknown,
    below_cover,
    cover_unknown,
    case coalesce(len(bounds), 0) when 0 then 'exact' when 1 then bounds[1] else 'about' end as qualifier,
    case coalesce(len(open_bounds), 0) when 0 then 'exact' when 1 then open_bounds[1] else 'about' end as open_qualifier,
    stated,
    listed,
    population_served,
    orders_per_day,
    is_synthetic,
from districts
order by area_id
