-- zone_move_day: zones that entered and left a level, by day and district, and how.
-- zh: 风险区每日进入与离开某一等级的数目
-- grain: day, area_id, level
-- source: views/zone_spell, views/zone_found
-- cached: many questions of one moment read it
-- note: found = stood in the first listing of a feed; it entered the level some day before, so it was not declared that day.
create or replace macro zone_move_day(as_of) as table
with

spells as (
    select s.*, f.zone_id is not null as is_found
    from zone_spell(as_of) as s
    left join zone_found(as_of) as f on s.zone_id = f.zone_id and s.from_at = f.found_at
),

moves as (
    select
        cast(from_at as date) as day, area_id, level, 1 as opened, 0 as lifted, level_before is not null as is_changed,
        opened_by as moved_by, level_before, is_found,
    from spells
    union all
    select cast(to_at as date), area_id, level, 0, 1, level_after is not null, ended_by, null, false from spells where to_at is not null
)

select
    day, area_id, level, sum(opened) as opened, sum(lifted) as lifted,
    count(*) filter (where opened = 1 and is_changed) as changed_level,
    count(*) filter (where opened = 1 and not is_changed and not is_found) as declared,
    count(*) filter (where is_found) as found,
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
