-- business_visit: the inspection that still weighs on a business: it closed it, or set a deadline that has passed.
-- zh: 仍对企业起作用的检查
-- grain: business_id
-- source: inspections, business_events
-- note: until a later visit passes it or puts it right on the spot, or until the register lists or reinstates it afterwards.
-- note: a closing goes before a deadline, a later one before an earlier. A case filed, or people dissuaded, decides nothing.
create or replace macro business_visit(as_of) as table
with

visits as (
    select i.business_id, i.inspection_id, i.outcome, i.at as visited_at, i.rectify_by
    from current_inspections(as_of) as i
    where i.business_id is not null and i.outcome is not null and i.at <= as_of
),

passed as (
    select business_id, max(visited_at) as passed_at from visits where outcome in ('pass', 'fixed_on_spot') group by business_id
),

readmitted as (
    select e.business_id, max(e.at) as readmitted_at
    from current_business_events(as_of) as e
    where e.event in ('listed', 'reinstated') and e.at <= as_of
    group by e.business_id
)

select v.business_id, v.inspection_id, v.outcome, v.visited_at, v.rectify_by, v.outcome in ('suspended', 'closed') as is_closing,
from visits as v
left join passed as p on v.business_id = p.business_id
left join readmitted as r on v.business_id = r.business_id
where
    (v.outcome in ('suspended', 'closed') or (v.outcome = 'rectify_by' and v.rectify_by < as_of::date))
    and coalesce(p.passed_at <= v.visited_at, true)
    and coalesce(r.readmitted_at < v.visited_at, true)
qualify row_number() over (partition by v.business_id order by is_closing desc, v.visited_at desc, v.inspection_id) = 1
