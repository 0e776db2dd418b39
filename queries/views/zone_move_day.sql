-- zone_move_day: zones that entered and left a level, by day and district, and how.
-- zh: 风险区每日进入与离开某一等级的数目
-- grain: day, area_id, level
-- source: views/zone_spell
create or replace macro zone_move_day(as_of) as table
with

spells as (select * from zone_spell(as_of)),

moves as (
    select
        cast(from_at as date) as day, area_id, level, 1 as opened, 0 as lifted, level_before is not null as is_changed,
        opened_by as moved_by, level_before,
    from spells
    union all
    select cast(to_at as date), area_id, level, 0, 1, level_after is not null, ended_by, null from spells where to_at is not null
)

select
    day, area_id, level, sum(opened) as opened, sum(lifted) as lifted,
    count(*) filter (where opened = 1 and is_changed) as changed_level,
    count(*) filter (where opened = 1 and not is_changed) as declared,
    count(*) filter (where lifted = 1 and not is_changed) as released,
    count(*) filter (
        where list_position(['low', 'medium', 'high'], level) < list_position(['low', 'medium', 'high'], level_before)
    ) as lowered,
    count(*) filter (where opened = 1 and moved_by = 'split') as split,
    count(*) filter (where lifted = 1 and is_changed) as moved_on,
    count(*) filter (where lifted = 1 and moved_by = 'scheme_switch') as switched,
    count(*) filter (where lifted = 1 and moved_by = 'merge') as merged,
from moves
group by day, area_id, level
