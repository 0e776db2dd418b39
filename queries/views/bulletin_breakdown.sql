-- bulletin_breakdown: each published figure that is broken down, beside the sum of its parts.
-- zh: 通报中每个被拆分的数字与其各部分之和
-- grain: bulletin_id, dimension, measure, class, area_id, route, origin, severity
-- source: views/bulletin_standing, bulletin_cells, views/area_known
-- note: closes is null-safe; qualified figures (at least, up to, about) can only break in the direction they state.
-- note: severity below its total breaks only where mild or moderate is given; origin only where two origins are.
create or replace macro bulletin_breakdown(as_of) as table
with

cells as (
    select
        c.bulletin_id,
        if(c.measure = 'converted', 'new', c.measure) as measure,
        case when c.measure = 'converted' then 'converted' when c.class <> 'positive' then c.class end as class,
        if(c.area_id = b.reporter_id, null, c.area_id) as area_id,
        c.route, c.origin, c.severity,
        if(c.measure = 'converted', -c.n, c.n) as n,
        coalesce(c.qualifier, 'exact') as qualifier,
        c.measure = 'converted' as is_conversion,
        coalesce(a.is_nested, false) as is_nested,
    from current_bulletin_cells(as_of) as c
    inner join bulletin_standing(as_of) as b on c.bulletin_id = b.bulletin_id
    left join area_known(as_of) as a on c.area_id = a.area_id
),

parts as (
    select *, 'class' as dimension, class as part, null as p_class, area_id as p_area, route as p_route, origin as p_origin,
        severity as p_severity
    from cells where class in ('confirmed', 'asymptomatic', 'converted')
    union all
    select *, 'area', area_id, class, null, route, origin, severity from cells where area_id is not null and not is_nested
    union all
    select *, 'route', route, class, area_id, null, origin, severity from cells where route is not null
    union all
    select *, 'origin', origin, class, area_id, route, null, severity from cells where origin is not null
    union all
    select *, 'severity', severity, class, area_id, route, origin, null from cells where severity is not null
),

sums as (
    select
        bulletin_id, measure, dimension, p_class, p_area, p_route, p_origin, p_severity,
        sum(n)::bigint as parts_sum, count(*) as parts, list(part order by part) as part_names,
        bool_and(qualifier in ('exact', 'at_least')) as has_floor, bool_and(qualifier in ('exact', 'up_to')) as has_ceiling,
    from parts
    group by bulletin_id, measure, dimension, p_class, p_area, p_route, p_origin, p_severity
),

conversions as (
    select bulletin_id, sum(n) as n from cells where is_conversion and area_id is null and route is null group by bulletin_id
)

select
    c.bulletin_id, s.dimension, c.measure, c.class, c.area_id, c.route, c.origin, c.severity,
    c.n as published, c.qualifier, s.parts_sum, s.parts,
    not (
        (s.has_floor and c.qualifier in ('exact', 'up_to') and s.parts_sum > c.n)
        or (
            s.has_ceiling and c.qualifier in ('exact', 'at_least') and s.parts_sum < c.n
            and (s.dimension <> 'severity' or list_has_any(s.part_names, ['mild', 'moderate']))
            and (s.dimension <> 'origin' or s.parts > 1)
        )
    ) or (s.dimension = 'area' and c.class is null and s.parts_sum = c.n - coalesce(v.n, 0)) as closes,
from sums as s
inner join cells as c
    on s.bulletin_id = c.bulletin_id and s.measure = c.measure
    and c.class is not distinct from s.p_class and c.area_id is not distinct from s.p_area
    and c.route is not distinct from s.p_route and c.origin is not distinct from s.p_origin
    and c.severity is not distinct from s.p_severity
left join conversions as v on s.bulletin_id = v.bulletin_id
where not c.is_conversion
