-- business_timeline: what happened to one business: changes of the register and inspections, the newest first.
-- zh: 一家保供企业的变动与检查
-- grain: happened_at, kind, what
-- param: $business varchar = b3
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: happened_at timestamp
-- column: kind varchar  -- register or inspection
-- column: what varchar  -- a business_event, or an inspection_outcome; unknown = not published
-- column: reason varchar  -- of a change; null = none given
-- column: rectify_by date  -- of a visit; null = no deadline
-- column: actor varchar  -- who decided, or who visited; null = not said
-- column: visits bigint  -- visits of that moment and outcome; 1 for a change
-- column: is_synthetic boolean
-- source: business_events, inspections
with

    happened as (
        select e.at as happened_at, 'register' as kind, e.event as what, e.reason, null as rectify_by, e.actor, e.is_synthetic
        from current_business_events($as_of) as e
        where e.business_id = $business and e.at <= $as_of
        union all
        select i.at, 'inspection', coalesce(i.outcome, 'unknown'), null, i.rectify_by, i.unit, i.is_synthetic
        from current_inspections($as_of) as i
        where i.business_id = $business and i.at <= $as_of
    )

select
    happened_at,
    kind,
    what,
    any_value(reason) as reason,
    max(rectify_by) as rectify_by,
    any_value(actor) as actor,
    count(*) as visits,
    bool_or(is_synthetic) as is_synthetic,
from happened
group by happened_at, kind, what
order by happened_at desc, kind, what
