-- inspection_visit: every visit on record, with the place that was visited and what became of an order to rectify.
-- zh: 逐次检查：场所、结果与整改进展
-- grain: inspection_id
-- source: inspections, businesses, views/area_known
-- cached: many questions of one moment read it
-- note: a row that stands for a published number is no visit and is left out; see inspections_published.
-- note: a place is known by its number in the register, else by its name in its district; null = neither was recorded.
-- note: faulty = fixed on the spot, to rectify, suspended, closed or a case filed. Dissuading people is no fault of a place.
-- note: an order to rectify is followed up by any later visit to the same place, whatever its outcome.
create or replace macro inspection_visit(as_of) as table
with

visits as (
    select
        i.inspection_id, i.at as visited_at, i.area_id, i.business_id, i.unit, i.rectify_by, i.note, i.is_synthetic,
        coalesce(i.outcome, 'unknown') as outcome,
        coalesce(i.category, b.category, 'unknown') as category,
        coalesce(b.name, i.target) as place_name,
        coalesce(i.business_id, coalesce(i.area_id, '') || ':' || i.target) as place_key,
    from current_inspections(as_of) as i
    left join current_businesses(as_of) as b on i.business_id = b.business_id
    where i.at <= as_of and i.count is null
),

followed as (
    select *, place_key is not null and max(visited_at) over (partition by place_key) > visited_at as is_followed
    from visits
)

select
    f.* exclude (is_followed),
    a.area_name,
    f.outcome in ('fixed_on_spot', 'rectify_by', 'suspended', 'closed', 'case_filed') as is_faulty,
    case
        when f.outcome <> 'rectify_by' and f.rectify_by is null then null
        when f.is_followed then 'followed'
        when f.rectify_by is null then 'no_date'
        when f.rectify_by < as_of::date then 'overdue'
        else 'due'
    end as rectification,
from followed as f
left join area_known(as_of) as a on f.area_id = a.area_id
