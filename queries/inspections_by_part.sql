-- inspections_by_part: inspection visits of the last 7 whole days by district, by inspecting unit and by category of place.
-- zh: 近 7 日检查，按区县、检查单位与行业
-- grain: dimension, part
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: dimension varchar  -- all, area, unit or category; never to be added over them
-- column: part varchar  -- all, or the district, unit or category; unknown = not recorded
-- column: part_name varchar  -- the district's name; null = the part speaks for itself
-- column: visits bigint  -- visits, not distinct places
-- column: places bigint  -- distinct places, by number or name
-- column: faulty bigint  -- visits that found a fault
-- column: faulty_share double  -- 0-1, of the visits whose outcome is known; null = of none
-- column: is_synthetic boolean
-- source: views/inspection_visit
with

    recent as (
        select *
        from inspection_visit($as_of)
        where
            visited_at >= $as_of::date - 7
            and visited_at < $as_of::date
            and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
    ),

    parts as (
        select *, 'all' as dimension, 'all' as part, null as part_name
        from recent
        union all
        select *, 'area', coalesce(area_id, 'unknown'), area_name
        from recent
        union all
        select *, 'unit', coalesce(unit, 'unknown'), null
        from recent
        union all
        select *, 'category', category, null
        from recent
    )

select
    dimension,
    part,
    any_value(part_name) as part_name,
    count(*) as visits,
    count(distinct place_key) as places,
    count(*) filter (where is_faulty) as faulty,
    count(*) filter (where is_faulty) / nullif(count(*) filter (where outcome <> 'unknown'), 0)::double as faulty_share,
    bool_or(is_synthetic) as is_synthetic,
from parts
group by dimension, part
order by dimension, part
