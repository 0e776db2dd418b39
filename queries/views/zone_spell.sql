-- zone_spell: periods that a zone spent at one level.
-- zh: 风险区处于某一等级的时段
-- grain: zone_id, from_at
-- source: zones, views/zone_step
-- cached: many questions of one moment read it
-- note: to_at null = still at that level. Only a declaration opens a zone again that has ended.
-- note: opened_by and ended_by are the events; scheme_switch also where the switch came with a lifting at the same moment.
create or replace macro zone_spell(as_of) as table
with

openness as (
    select
        *,
        last_value(case when is_end then true when is_opening then false end ignore nulls) over (
            partition by zone_id order by happened_at, rank, event rows between unbounded preceding and current row
        ) as is_over,
    from zone_step(as_of)
),

held as (select zone_id, happened_at, rank, event, if(is_over, null, level) as level from openness),

changes as (
    select *
    from held
    qualify level is distinct from lag(level) over (partition by zone_id order by happened_at, rank, event)
        or row_number() over (partition by zone_id order by happened_at, rank, event) = 1
),

spells as (
    select
        zone_id, level, happened_at as from_at, event as opened_by, lead(happened_at) over zone_order as to_at,
        lead(event) over zone_order as ended_by, lag(level) over zone_order as level_before, lead(level) over zone_order as level_after,
    from changes
    window zone_order as (partition by zone_id order by happened_at, rank, event)
)

select s.zone_id, z.area_id, s.level, s.from_at, s.to_at, s.level_before, s.level_after, s.opened_by, s.ended_by
from spells as s
inner join current_zones(as_of) as z on s.zone_id = z.zone_id
where s.level is not null
