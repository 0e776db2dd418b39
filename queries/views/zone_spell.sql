-- zone_spell: periods that a zone spent at one level.
-- zh: 风险区处于某一等级的时段
-- grain: zone_id, from_at
-- source: zones, zone_events, batches
-- note: a zone without a declaring event is open from the receipt of its batch, or from its first event if that is earlier;
-- one whose declaration is known and lies ahead is not open yet.
-- note: to_at null = still at that level. Only a declaration opens a lifted zone again.
create or replace macro zone_spell(as_of) as table
with

known_zones as (select zone_id, area_id, level, batch_id from current_zones(as_of)),

events as (
    select e.zone_id, e.event, e.at as happened_at, e.level from current_zone_events(as_of) as e where e.at <= as_of
),

firsts as (
    select zone_id, min(happened_at) as first_at from events group by zone_id
),

openings as (
    select z.zone_id, least(b.received_at, f.first_at) as happened_at, z.level
    from known_zones as z
    inner join main.batches as b on z.batch_id = b.batch_id
    left join firsts as f on z.zone_id = f.zone_id
    where z.zone_id not in (select e.zone_id from current_zone_events(as_of) as e where e.event = 'declare')
),

steps as (
    select zone_id, happened_at, 0 as rank, 'declare' as event, level from openings
    union all
    select e.zone_id, e.happened_at, if(e.event = 'declare', 0, 1), e.event, coalesce(e.level, z.level)
    from events as e
    inner join known_zones as z on e.zone_id = z.zone_id
    where e.event = 'declare' or (e.event not in ('lift', 'edit') and e.level is not null)
    union all
    select e.zone_id, e.happened_at, 2, e.event, null from events as e where e.event = 'lift'
),

openness as (
    select
        *,
        last_value(if(event in ('declare', 'lift'), event, null) ignore nulls) over (
            partition by zone_id order by happened_at, rank, event rows between unbounded preceding and current row
        ) = 'lift' as is_lifted,
    from steps
),

changes as (
    select zone_id, happened_at, rank, event, if(is_lifted, null, level) as level
    from openness
    qualify level is distinct from lag(if(is_lifted, null, level)) over (partition by zone_id order by happened_at, rank, event)
        or row_number() over (partition by zone_id order by happened_at, rank, event) = 1
),

spells as (
    select
        zone_id, level, happened_at as from_at, lead(happened_at) over zone_order as to_at, lag(level) over zone_order as level_before,
        lead(level) over zone_order as level_after,
    from changes
    window zone_order as (partition by zone_id order by happened_at, rank, event)
)

select s.zone_id, z.area_id, s.level, s.from_at, s.to_at, s.level_before, s.level_after
from spells as s
inner join known_zones as z on s.zone_id = z.zone_id
where s.level is not null
