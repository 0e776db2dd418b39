-- bulletin_standing: bulletins that no other known bulletin replaces, with the day that each speaks about.
-- zh: 现行有效的通报及其所指日期
-- grain: bulletin_id
-- source: bulletins
-- cached: many questions of one moment read it
-- note: the day is that of the window's last instant, so 16h to 16h belongs to the later day.
-- note: when a replacement is taken back, the bulletin that it replaced stands again.
create or replace macro bulletin_standing(as_of) as table
with

known_bulletins as (select * from current_bulletins(as_of)),

replaced as (
    select supersedes as bulletin_id from known_bulletins where supersedes is not null and supersedes <> bulletin_id
)

select
    bulletin_id,
    area_id as reporter_id,
    title,
    window_start,
    window_end,
    cast(window_end - interval 1 microsecond as date) as day,
    window_end - window_start < interval 24 hours as is_partial,
    window_end - window_start <= interval 24 hours as is_daily,
    published_at,
    coalesce(revision, 0) as revision,
    reason,
    source,
    is_synthetic,
from known_bulletins
where bulletin_id not in (select bulletin_id from replaced)
