-- line_list_change: by how many persons a day and district of the line list changed after it could first be compared, and why.
-- zh: 个案首次可对照之后的变化：补报、移动、重新分类
-- grain: day, area_id
-- source: cases, views/bulletin_area_day
-- note: it can be compared once the bulletin's window is over and the list has persons of that day. Late is first known later,
-- note: moved was counted under another day or district before (less those that are now), reclassified was no positive before.
create or replace macro line_list_change(as_of) as table
with

versions as materialized(
    select
        row_key, area_id, cast(reported_at as date) as day, reported_at, sys_from, sys_to,
        class in ('confirmed', 'asymptomatic', 'positive') as is_positive, coalesce(sys_to > as_of, true) as is_now,
    from main.cases
    where sys_from <= as_of and reported_at <= as_of
),

compared as materialized(
    select d.day, d.window_end, greatest(d.window_end, min(v.sys_from)) as compared_at
    from (select day, max(window_end) as window_end from bulletin_area_day(as_of) group by day) as d
    inner join versions as v on d.day = v.day
    group by d.day, d.window_end
),

cells as (
    select
        c.day, v.area_id, v.row_key, c.compared_at, v.is_now,
        v.sys_from <= c.compared_at and coalesce(v.sys_to > c.compared_at, true) as is_then,
    from compared as c
    inner join versions as v on c.day = v.day and v.is_positive and v.reported_at < c.window_end
),

changed as (
    select day, area_id, row_key, any_value(compared_at) as compared_at, bool_or(is_now) as is_now, bool_or(is_then) as is_then
    from cells
    group by day, area_id, row_key
    having bool_or(is_now) <> bool_or(is_then)
),

told as (
    select
        c.day, c.area_id, if(c.is_now, 1, -1) as n,
        case
            when c.is_now and count(v.row_key) = 0 then 'late'
            when bool_or(v.is_positive) then 'moved'
            when count(v.row_key) > 0 then 'reclassified'
        end as reason,
    from changed as c
    left join versions as v
        on c.row_key = v.row_key
        and if(c.is_now, v.sys_from <= c.compared_at and coalesce(v.sys_to > c.compared_at, true), v.is_now)
    group by c.day, c.area_id, c.row_key, c.is_now
)

select
    day, area_id,
    coalesce(sum(n) filter (where reason = 'late'), 0)::bigint as late,
    coalesce(sum(n) filter (where reason = 'moved'), 0)::bigint as moved,
    coalesce(sum(n) filter (where reason = 'reclassified'), 0)::bigint as reclassified,
from told
group by day, area_id
