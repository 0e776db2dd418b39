-- closure_flow_by_day: closures begun and ended each day, and in force at its end.
-- zh: 每日新增、结束与在执行的封控
-- grain: day
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: begun bigint  -- null = not known, after the last report of closures
-- column: ended bigint  -- null = not known, after the last report of closures
-- column: in_force_at_end bigint  -- as far as is known: what was reported holds until its end is
-- source: views/closure_term, views/counted_row, views/batch_known
-- note: days before the first known closure and after as_of are left out. A row with a published number counts as many.
-- note: one without a published start is in force from its notice, or from when it was known, and is not among those begun.
with

    known_closures as (
        select c.starts_at, c.began_at, if(c.ended_at <= $as_of, c.ended_at, null) as ended_at, coalesce(w.n, c.places) as n,
        from closure_term($as_of) as c
        left join counted_row($as_of) as w on w.table_name = 'closures' and c.closure_id = w.row_id
        where c.began_at <= $as_of and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], c.area_id))
    ),

    known as (
        select
            min(cast(began_at as date)) as first_day,
            greatest(
                max(cast(greatest(starts_at, ended_at) as date)),
                (
                    select max(cast(b.received_at - interval 1 microsecond as date))
                    from batch_known($as_of) as b
                    where list_contains(json_keys(b.tables::json), 'closures')
                )
            ) as last_day,
        from known_closures
    ),

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
    if(d.day <= k.last_day, coalesce(sum(c.n) filter (where cast(c.starts_at as date) = d.day), 0), null)::bigint as begun,
    if(d.day <= k.last_day, coalesce(sum(c.n) filter (where cast(c.ended_at as date) = d.day), 0), null)::bigint as ended,
    coalesce(
        sum(c.n) filter (where cast(c.began_at as date) <= d.day and (c.ended_at is null or cast(c.ended_at as date) > d.day)), 0
    )::bigint as in_force_at_end,
from days as d
cross join known_closures as c
cross join known as k
group by d.day, k.last_day
order by d.day
