-- case_known_day: the days that the deliveries of the line list cover, so that a day without a case is 0 and not missing.
-- zh: 个案已报送的日期
-- grain: day
-- source: cases, feeds, views/batch_known
-- cached: many questions of one moment read it
-- note: a delivery covers from its first newly reported case, or from the end of the delivery before where that is no more than
-- two
-- deliveries of the contract old, to the moment that it is about; to the end of that day where it came after it.
create or replace macro case_known_day(as_of) as table
with

contract as (select coalesce(max(cadence_minutes), 1440) as cadence from current_feeds(as_of) where table_name = 'cases'),

first_reports as (
    select min(batch_id) as batch_id, min(reported_at) as reported_at
    from main.cases
    where sys_from <= as_of
    group by row_key
),

reports as (select batch_id, min(reported_at) as first_at, max(reported_at) as last_at from first_reports group by batch_id),

known_deliveries as (
    select b.received_at, r.first_at, least(coalesce(b.effective_at, r.last_at), as_of) as about
    from batch_known(as_of) as b
    left join reports as r on b.batch_id = r.batch_id
    where list_contains(json_keys(b.tables::json), 'cases') and coalesce(b.effective_at, r.last_at) is not null
),

day_ends as (
    select *, date_trunc('day', about - interval 1 microsecond) + interval 1 day as day_end from known_deliveries
),

reaches as (
    select *, if(received_at >= day_end, day_end, about) as known_until,
        lag(if(received_at >= day_end, day_end, about)) over (order by about, received_at) as known_before,
    from day_ends
),

spans as (
    select
        r.known_until,
        least(r.first_at, case when r.known_until - r.known_before <= to_minutes(2 * c.cadence) then r.known_before end) as known_from,
    from reaches as r
    cross join contract as c
),

covered as (
    select
        unnest(generate_series(
            date_trunc('day', known_from), date_trunc('day', known_until - interval 1 microsecond), interval 1 day
        ))::date as day,
        known_until,
    from spans
    where known_from < known_until
)

select day, bool_or(day + 1 <= known_until) as is_whole from covered group by day
