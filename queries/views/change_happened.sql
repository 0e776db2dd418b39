-- change_happened: what had happened, as known, at one of two moments and not at the other.
-- zh: 两个时刻所知的事件之差
-- grain: change_key
-- source: views/zone_happened, views/operation_happened, views/publication_happened
-- note: happened = after `since`; learned = before it, and known only afterwards; withdrawn = known at `since`, and not said
-- any more.
create or replace macro change_happened(since, as_of) as table
with

known_now as materialized (
    select * from zone_happened(as_of)
    union all by name
    select * from operation_happened(as_of)
    union all by name
    select * from publication_happened(as_of)
),

known_then as materialized (
    select * from zone_happened(since)
    union all by name
    select * from operation_happened(since)
    union all by name
    select * from publication_happened(since)
)

select *, if(happened_at > since, 'happened', 'learned') as came
from known_now
where change_key not in (select t.change_key from known_then as t)
union all
select *, 'withdrawn'
from known_then
where change_key not in (select n.change_key from known_now as n)
