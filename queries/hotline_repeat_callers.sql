-- hotline_repeat_callers: callers of the last 7 whole days who rang more than once, by how their first call ended.
-- zh: 近 7 日重复来电：按首次来电的结果
-- grain: first_outcome
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: first_outcome varchar  -- how the caller's first call of the 7 days ended
-- column: last_day date  -- the last of the 7 days
-- column: callers bigint  -- people, by their pseudonym
-- column: calls bigint  -- their calls in the 7 days
-- column: repeating bigint  -- callers who rang more than once
-- column: repeat_share double  -- repeating / callers, 0-1
-- column: reached_later bigint  -- of those who rang again, how many were answered in a later call
-- column: again_minutes double  -- median minutes to the second call, of those who rang again; null = nobody
-- column: without_key bigint  -- calls of the 7 days, of any outcome, that carry no pseudonym and are not in these figures
-- column: is_synthetic boolean
-- source: hotline_calls, views/hotline_known_until
-- note: only where the hotline gives a pseudonym of the caller; a group below 5 callers is left out.
with

    today as (select coalesce(known_until, $as_of)::date as day from hotline_known_until($as_of)),

    calls as materialized(
        select c.caller_key, c.started_at, c.outcome, c.is_synthetic, t.day - 1 as last_day
        from current_hotline_calls($as_of) as c
        cross join today as t
        where c.started_at >= t.day - 7 and c.started_at < t.day
    ),

    callers as (
        select
            caller_key,
            arg_min(outcome, started_at) as first_outcome,
            min(started_at) as first_at,
            list_sort(list(started_at))[2] as second_at,
            max(started_at) filter (where outcome = 'answered') as answered_at,
            count(*) as calls,
            max(last_day) as last_day,
            bool_or(is_synthetic) as is_synthetic,
        from calls
        where caller_key is not null
        group by caller_key
    )

select
    first_outcome,
    max(last_day) as last_day,
    count(*) as callers,
    sum(calls)::bigint as calls,
    count(*) filter (where calls > 1) as repeating,
    count(*) filter (where calls > 1) / count(*)::double as repeat_share,
    count(*) filter (where calls > 1 and answered_at > first_at) as reached_later,
    median(date_diff('second', first_at, second_at) / 60.0) as again_minutes,
    (select count(*) from calls where caller_key is null) as without_key,
    bool_or(is_synthetic) as is_synthetic,
from callers
group by first_outcome
having count(*) >= 5
order by first_outcome
