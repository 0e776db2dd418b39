-- business_flow_by_day: businesses added to and taken off the whitelist each day, and listed at its end.
-- zh: 白名单每日增减与在册数
-- grain: day
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: added bigint  -- became listed; null = not known, after the last report
-- column: taken_off bigint  -- ceased to be listed: suspended, removed, must rectify; null = not known, after the last report
-- column: listed_at_end bigint  -- null = not known, after the last report
-- source: businesses, business_events, batches, views/batch_known
-- note: yesterday + added - taken_off = today. A business without an event counts as listed from the receipt of its batch.
-- note: days before the first known change and after as_of are left out. The last report is the last delivery of the register, or
-- the last change that it tells of; a delivery at midnight is about the day before.
with

    chosen as (
        select * from current_businesses($as_of) where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)
    ),

    events as (
        select e.business_id, e.at as happened_at, e.event in ('listed', 'reinstated') as is_listed
        from current_business_events($as_of) as e
        where e.at <= $as_of and e.business_id in (select business_id from chosen)
        union all
        select b.business_id, r.received_at, true
        from chosen as b
        inner join main.batches as r on b.batch_id = r.batch_id
        where b.business_id not in (select e.business_id from current_business_events($as_of) as e)
    ),

    steps as (
        select
            business_id,
            happened_at,
            is_listed,
            coalesce(lag(is_listed) over (partition by business_id order by happened_at, is_listed desc), false) as was_listed,
        from events
    ),

    flows as (
        select
            cast(happened_at as date) as day,
            count(*) filter (where is_listed and not was_listed) as added,
            count(*) filter (where was_listed and not is_listed) as taken_off,
        from steps
        group by cast(happened_at as date)
    ),

    last_report as (
        select greatest(max(cast(b.received_at - interval 1 microsecond as date)), (select max(day) from flows)) as day
        from batch_known($as_of) as b
        where list_has_any(json_keys(b.tables::json), ['businesses', 'business_events'])
    ),

    days as (
        select
            cast(
                unnest(
                    generate_series(
                        greatest($start::date, (select min(day) from flows))::timestamp,
                        least($end::date, $as_of::date)::timestamp,
                        interval 1 day
                    )
                ) as date
            ) as day
    )

select
    d.day,
    if(d.day <= r.day, coalesce(f.added, 0), null) as added,
    if(d.day <= r.day, coalesce(f.taken_off, 0), null) as taken_off,
    if(d.day <= r.day, (select sum(e.added) - sum(e.taken_off) from flows as e where e.day <= d.day), null)::bigint
    as listed_at_end,
from days as d
cross join last_report as r
left join flows as f on d.day = f.day
order by d.day
