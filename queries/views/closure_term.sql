-- closure_term: every closure with the moment from which it counts.
-- zh: 每项封控与其起算时间
-- grain: closure_id
-- source: closures, notices
-- cached: many questions of one moment read it
-- note: places is how many it is of: 1, or the published number; people, households, visits and the like are no places.
-- note: began_at is its start; where none was published, when its notice was, else when it was first known here.
create or replace macro closure_term(as_of) as table
with

first_known as (
    select closure_id, min(sys_from) as known_from from main.closures where starts_at is null and sys_from <= as_of group by closure_id
),

numbered as (
    select n.notice_no, min(n.at) as noted_at from current_notices(as_of) as n where n.notice_no is not null group by n.notice_no
)

select
    c.*, coalesce(c.starts_at, n.noted_at, f.known_from) as began_at,
    if(c.counting_unit in ('人', '人次', '户', '家次', '份', '吨', '例'), 1, coalesce(c.count, 1)) as places,
from current_closures(as_of) as c
left join first_known as f on c.closure_id = f.closure_id and c.starts_at is null
left join numbered as n on c.notice_no = n.notice_no and c.starts_at is null
