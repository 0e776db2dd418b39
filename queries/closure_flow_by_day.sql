-- closure_flow_by_day: closures begun and ended each day, and in force at its end.
-- zh: 每日新增、结束与在执行的封控
-- grain: day
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: begun bigint
-- column: ended bigint
-- column: in_force_at_end bigint
-- source: closures
-- note: days before the first known closure and after as_of are left out.
with

    known_closures as (
        select closure_id, starts_at, if(ended_at <= $as_of, ended_at, null) as ended_at
        from current_closures($as_of)
        where starts_at <= $as_of and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
    ),

    known as (select min(cast(starts_at as date)) as first_day from known_closures),

    days as (
        select
            cast(
                unnest(
                    generate_series(
                        greatest($start::date, (select first_day from known))::timestamp,
                        least($end::date, $as_of::date)::timestamp,
                        interval 1 day
                    )
                ) as date
            ) as day
    )

select
    d.day,
    count(*) filter (where cast(c.starts_at as date) = d.day) as begun,
    count(*) filter (where cast(c.ended_at as date) = d.day) as ended,
    count(*) filter (
        where cast(c.starts_at as date) <= d.day and (c.ended_at is null or cast(c.ended_at as date) > d.day)
    ) as in_force_at_end,
from days as d
cross join known_closures as c
group by d.day
order by d.day
