-- hotline_need_day: calls about what people need, by day of the last two weeks and district, against the four weeks before.
-- zh: 近两周各区各类需求的每日来电与常见量
-- grain: area_id, need, day
-- source: rollups/hotline_day, views/hotline_need_call, views/hotline_known_until
-- note: needs: food (supply, delivery), medical, transport, health_code. usual: median of the days 8 to 35 before, of those on
-- record; null below 3 of them.
-- note: is_above: at least 5 calls, a fifth above the usual, and above what chance gives (3.5 of its standard deviations). A day
-- that is not over counts so far.
create or replace macro hotline_need_day(as_of) as table
with

today as (select coalesce(known_until, as_of)::date as day from hotline_known_until(as_of)),

known as (
    select distinct c.day from main.hotline_day as c, today as t
    where c.sys_from <= as_of and (c.sys_to is null or c.sys_to > as_of) and c.day between t.day - 49 and t.day
),

calls as (
    select area_id, need, day, calls, is_synthetic
    from hotline_need_call(as_of)
    where area_id is not null and day between (select day from today) - 49 and (select day from today)
),

pairs as (select area_id, need, bool_or(is_synthetic) as is_synthetic from calls group by all),

days as (
    select p.area_id, p.need, p.is_synthetic, k.day, coalesce(c.calls, 0) as calls
    from pairs as p
    cross join known as k
    left join calls as c on p.area_id = c.area_id and p.need = c.need and k.day = c.day
),

judged as (
    select d.area_id, d.need, d.day, d.calls, d.is_synthetic, count(e.day) as days_known,
        if(count(e.day) >= 3, median(e.calls), null) as usual
    from days as d
    left join days as e on d.area_id = e.area_id and d.need = e.need and e.day between d.day - 35 and d.day - 8
    where d.day >= (select day from today) - 13
    group by all
)

select j.area_id, j.need, j.day, j.calls, j.usual, j.days_known,
    coalesce(j.calls >= 5 and j.calls > greatest(1.2 * j.usual, j.usual + 3.5 * sqrt(greatest(j.usual, 1))), false) as is_above,
    j.day < t.day as is_whole, j.is_synthetic,
from judged as j
cross join today as t
