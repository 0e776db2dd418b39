-- closure_terms_by_kind: planned against real ends of closures, by kind of target.
-- zh: 封控的计划与实际结束
-- grain: kind
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: kind varchar
-- column: ended bigint  -- closures that have ended
-- column: ended_in_plan bigint  -- no later than planned
-- column: ended_late bigint  -- later than planned
-- column: median_late_hours double  -- of these: how much later; null = none
-- column: ended_without_plan bigint  -- ended, and no end had been planned
-- column: in_force bigint
-- column: in_force_late bigint  -- in force past their planned end
-- column: longest_over_hours double  -- of these: the longest time past it; null = none
-- column: in_force_without_plan bigint
-- column: is_synthetic boolean
-- source: views/closure_term
-- note: rows, not places: a number that was published for many has one term.
-- note: the plan is the one recorded with the closure; a plan that was put off in the same record is judged by the later one.
with

    terms as (
        select
            target_kind as kind,
            planned_end_at,
            is_synthetic,
            if(ended_at <= $as_of, ended_at, null) as real_end_at,
            date_diff('second', planned_end_at, coalesce(if(ended_at <= $as_of, ended_at, null), $as_of)) / 3600.0 as over_hours,
        from closure_term($as_of)
        where began_at <= $as_of and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
    )

select
    kind,
    count(real_end_at) as ended,
    count(*) filter (where real_end_at is not null and over_hours <= 0) as ended_in_plan,
    count(*) filter (where real_end_at is not null and over_hours > 0) as ended_late,
    median(over_hours) filter (where real_end_at is not null and over_hours > 0) as median_late_hours,
    count(*) filter (where real_end_at is not null and planned_end_at is null) as ended_without_plan,
    count(*) filter (where real_end_at is null) as in_force,
    count(*) filter (where real_end_at is null and over_hours > 0) as in_force_late,
    max(over_hours) filter (where real_end_at is null and over_hours > 0) as longest_over_hours,
    count(*) filter (where real_end_at is null and planned_end_at is null) as in_force_without_plan,
    bool_or(is_synthetic) as is_synthetic,
from terms
group by kind
order by kind
