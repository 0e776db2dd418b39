-- bulletin_of_day: the bulletins that speak for a day: latest window end, then highest revision.
-- zh: 代表某日的通报：时段截止最晚者，其次修订号最高者
-- grain: bulletin_id
-- source: views/bulletin_standing, bulletin_cells
-- note: a partial window is replaced by the full day. Several bulletins of one window and revision speak together.
-- note: only bulletins that give new cases; a bulletin of cumulative counts does not hide an earlier one of new cases.
create or replace macro bulletin_of_day(as_of) as table
with

giving_new as (
    select distinct bulletin_id from current_bulletin_cells(as_of) where measure = 'new'
)

select *
from bulletin_standing(as_of)
where is_daily and bulletin_id in (select bulletin_id from giving_new)
qualify rank() over (partition by reporter_id, day order by window_end desc, revision desc) = 1
