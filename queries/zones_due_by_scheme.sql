-- zones_due_by_scheme: the zones in force counted under each rule set, as if it applied to all of them.
-- zh: 若按另一版方案：现有风险区的解除时钟
-- grain: scheme
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: scheme varchar
-- column: declared_under bigint  -- zones in force that stand under it
-- column: zones bigint  -- zones in force that it is applied to; low zones have no clock and are left out
-- column: overdue bigint  -- past their day
-- column: due bigint  -- on their day
-- column: due_tomorrow bigint
-- column: counting bigint  -- due later than tomorrow
-- column: no_rule bigint  -- the rule set has no clock for their level
-- column: not_linked bigint  -- later positives of their district name no zone: not known
-- column: waiting_round bigint  -- days complete, an all-negative round missing or not recorded
-- column: waiting_contact bigint  -- days and round complete, the contacts' days not over
-- source: views/zone_clock_under, views/scheme_clock
-- note: anchors are those of the zones as they stand; what another rule set would have declared or lowered is not replayed.
-- note: due_tomorrow counts by due_on; a round that the rule set asks for may still be missing then.
with

    rule_sets as (select list(distinct scheme) as names from scheme_clock($as_of)),

    clocks as (
        select *, due_on - cast($as_of as date) as days_left
        from zone_clock_under($as_of, (select names from rule_sets))
        where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)
    )

select
    scheme_used as scheme,
    count(*) filter (where scheme_used = scheme) as declared_under,
    count(*) as zones,
    count(*) filter (where state = 'overdue') as overdue,
    count(*) filter (where state = 'due') as due,
    count(*) filter (where state = 'counting' and days_left = 1) as due_tomorrow,
    count(*) filter (where state = 'counting' and days_left <> 1) as counting,
    count(*) filter (where state = 'no_rule') as no_rule,
    count(*) filter (where state = 'not_linked') as not_linked,
    count(*) filter (where state = 'due_waiting_round') as waiting_round,
    count(*) filter (where state = 'due_waiting_contact') as waiting_contact,
from clocks
group by scheme_used
order by scheme_used
