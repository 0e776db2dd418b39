-- inspections_published: numbers of inspections as they were published, each in its own unit.
-- zh: 公布的检查数字
-- grain: inspection_id
-- param: $areas varchar[] = []  -- empty means every area; what is of the whole city is always there
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: inspection_id varchar
-- column: reported_at timestamp  -- the moment that the number is of
-- column: area_id varchar  -- null = not stated
-- column: area_name varchar
-- column: target varchar  -- what was inspected
-- column: unit varchar  -- the inspecting unit
-- column: outcome varchar  -- null = of visits as such, whatever their outcome
-- column: count bigint
-- column: counting_unit varchar  -- visits, places or cases; null = not stated
-- column: qualifier varchar  -- exact, at_least, about or up_to
-- column: counts varchar  -- visits, places, cases or other, by the unit
-- column: note varchar
-- column: source varchar
-- column: is_synthetic boolean
-- source: inspections, views/area_known
-- note: never added to visits recorded one by one, nor to one another: visits, places and cases are three things.
select
    i.inspection_id,
    i.at as reported_at,
    i.area_id,
    a.area_name,
    i.target,
    i.unit,
    i.outcome,
    i.count,
    i.counting_unit,
    coalesce(i.qualifier, 'exact') as qualifier,
    case
        when i.counting_unit in ('家次', '次')
        then 'visits'
        when i.counting_unit in ('家', '个', '处', '所')
        then 'places'
        when i.counting_unit in ('件', '例')
        then 'cases'
        else 'other'
    end as counts,
    i.note,
    i.source,
    i.is_synthetic,
from current_inspections($as_of) as i
left join area_known($as_of) as a on i.area_id = a.area_id
where
    i.count is not null
    and i.at <= $as_of
    and (len($areas::varchar[]) = 0 or coalesce(a.is_city, true) or list_contains($areas::varchar[], i.area_id))
order by i.inspection_id
