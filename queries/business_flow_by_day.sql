-- business_flow_by_day: businesses added to and taken off the whitelist each day, and listed at its beginning and end.
-- zh: 白名单每日增减与在册数
-- grain: day
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: listed_before bigint  -- at the end of the day before; null = not known, after the last report
-- column: added bigint  -- became listed; null = not known, after the last report
-- column: taken_off bigint  -- ceased to be listed: suspended, removed, must rectify; null = not known, after the last report
-- column: listed_at_end bigint  -- null = not known, after the last report
-- source: businesses, views/business_step, views/business_told, views/batch_known
-- note: listed_before + added - taken_off = listed_at_end; each is counted by itself. A business without an event counts
-- note: as listed from its first receipt, and so does one whose first event stops it; one that applied or was verified
-- note: is not listed yet. days before the first known change and after as_of are left out. The last report is the last
-- note: delivery of the register, or the last change that it tells of; a delivery at midnight is about the day before.
-- fmt: off
with

chosen as (
    select * from current_businesses($as_of) where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)
),

changes as (select * from business_step($as_of) where business_id in (select c.business_id from chosen as c)),

registered as (
    select t.business_id, t.received_at
    from business_told($as_of) as t
    inner join chosen as b on t.business_id = b.business_id
    left join changes as f on t.business_id = f.business_id and f.event_before is null
    where
        t.telling = 1
        and (f.event is null or (f.event in ('rectify', 'suspended', 'removed') and t.received_at < f.happened_at))
),

events as (
    select business_id, happened_at, place, state = 'listed' as is_listed from changes
    union all
    select business_id, received_at, 0, true from registered
),

steps as (
    select
        business_id, is_listed, cast(happened_at as date) as from_day, cast(lead(happened_at) over by_time as date) as to_day,
        coalesce(lag(is_listed) over by_time, false) as was_listed,
    from events
    window by_time as (partition by business_id order by happened_at, place)
),

last_report as (
    select greatest(max(cast(b.received_at - interval 1 microsecond as date)), (select max(from_day) from steps)) as day
    from batch_known($as_of) as b
    where list_has_any(json_keys(b.tables::json), ['businesses', 'business_events'])
),

days as (
    select cast(unnest(generate_series(
        greatest($start::date, (select min(from_day) from steps))::timestamp, least($end::date, $as_of::date)::timestamp, interval 1 day
    )) as date) as day
)

select
    d.day,
    if(d.day <= r.day, count(*) filter (where is_listed and from_day < d.day and coalesce(to_day >= d.day, true)), null) as listed_before,
    if(d.day <= r.day, count(*) filter (where from_day = d.day and is_listed and not was_listed), null) as added,
    if(d.day <= r.day, count(*) filter (where from_day = d.day and was_listed and not is_listed), null) as taken_off,
    if(d.day <= r.day, count(*) filter (where is_listed and from_day <= d.day and coalesce(to_day > d.day, true)), null) as listed_at_end,
from days as d
cross join last_report as r
left join steps as s on s.from_day <= d.day
group by d.day, r.day
order by d.day
