-- zones_due_by_scheme: the zones in force counted under each rule set, as if it applied to all of them.
-- zh: 若按另一版方案：现有风险区的解除时钟
-- grain: scheme
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: scheme varchar
-- column: declared_under bigint  -- zones in force that were declared under it
-- column: zones bigint  -- zones in force that it is applied to; low zones have no clock and are left out
-- column: overdue bigint  -- past their day
-- column: due bigint  -- on their day
-- column: due_tomorrow bigint
-- column: counting bigint  -- due later than tomorrow
-- column: no_rule bigint  -- the rule set has no clock for their level
-- source: views/zone_clock, views/scheme_clock
-- note: anchors are those of the zones as they stand; what another rule set would have declared or lowered is not replayed.
-- note: first depth: screening rounds and contacts, which some rule sets require as well, are not tested.
with

    in_force as (
        select * from zone_clock($as_of, '') where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)
    ),

    rules as (select * from scheme_clock($as_of)),
    rule_sets as (select distinct scheme from rules),

    clocks as (
        select
            s.scheme,
            z.scheme = s.scheme as is_own,
            z.anchor_on
            + if(z.level_before = 'high', coalesce(r.days_after_lowering, r.lift_days), r.lift_days)
            - cast($as_of as date) as days_left,
        from in_force as z
        cross join rule_sets as s
        left join rules as r on s.scheme = r.scheme and z.level = r.level
    )

select
    scheme,
    count(*) filter (where is_own) as declared_under,
    count(*) as zones,
    count(*) filter (where days_left < 0) as overdue,
    count(*) filter (where days_left = 0) as due,
    count(*) filter (where days_left = 1) as due_tomorrow,
    count(*) filter (where days_left > 1) as counting,
    count(*) filter (where days_left is null) as no_rule,
from clocks
group by scheme
order by scheme
