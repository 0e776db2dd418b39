-- hotline_need_beside_cases: calls about what people need beside new cases of the whole city, by day, for 90 days.
-- zh: 各类需求来电与新增感染者，逐日
-- grain: need, day
-- source: views/hotline_need_call, views/hotline_known_until, views/case_day, views/area_known
-- cached: many questions of one moment read it
-- note: to the last day of which every call is on record. calls null = no call of that day is on record.
-- note: new_positive null = not reported, or its window is not whole.
create or replace macro hotline_need_beside_cases(as_of) as table
with

last as (select coalesce(known_until, as_of)::date - 1 as day from hotline_known_until(as_of)),

calls as (
    select need, day, sum(calls)::bigint as calls, bool_or(is_synthetic) as is_synthetic
    from hotline_need_call(as_of)
    where day > (select day from last) - 90 and day <= (select day from last)
    group by need, day
),

needs as (select need, bool_or(is_synthetic) as is_synthetic from calls group by need),

known as (select distinct day from main.hotline_day where sys_from <= as_of and (sys_to is null or sys_to > as_of)),

reported as (
    select f.day, f.new_positive, f.is_synthetic
    from case_day(as_of) as f
    inner join area_known(as_of) as a on f.area_id = a.area_id and a.is_city
    where not f.is_partial
),

days as (
    select cast(unnest(generate_series(day - interval 89 days, day::timestamp, interval 1 day)) as date) as day from last
)

select
    n.need,
    d.day,
    if(k.day is null, null, coalesce(c.calls, 0))::bigint as calls,
    p.new_positive,
    d.day = l.day as is_last,
    n.is_synthetic or coalesce(p.is_synthetic, false) as is_synthetic,
from needs as n
cross join days as d
cross join last as l
left join known as k on d.day = k.day
left join calls as c on n.need = c.need and d.day = c.day
left join reported as p on d.day = p.day
