-- zone_origin: the zones whose people are those of a zone in force: itself, those it was split from, those merged into it.
-- zh: 现有风险区的来源
-- grain: zone_id, origin_id, since
-- source: zones, zone_events, views/zone_spell
-- cached: many questions of one moment read it
-- note: since and level_before are those of the clock: a zone split off at its parent's level keeps the parent's. until = the
-- moment of the split, after which what happens to the parent is no longer its own; null = no such end.
-- note: a merged zone is counted with the zone it went into, which keeps its own since.
create or replace macro zone_origin(as_of) as table
with recursive

spells as (
    select *, row_number() over (partition by zone_id order by from_at) = 1 as is_first from zone_spell(as_of)
),

parents as (
    select zone_id as child_id, from_zone_id as parent_id from current_zones(as_of) where from_zone_id is not null
),

merges as (
    select e.zone_id as merged_id, e.into_zone_id as kept_id, e.at as merged_at
    from current_zone_events(as_of) as e
    where e.event = 'merge' and e.into_zone_id <> e.zone_id and e.at <= as_of
),

split_chain as (
    select
        zone_id, zone_id as origin_id, level, from_at, from_at as since, level_before, is_first as is_linked,
        cast(null as timestamp) as until, 0 as splits_passed,
    from spells
    where to_at is null
    union all
    select
        c.zone_id, s.zone_id, c.level, s.from_at, if(s.level = c.level, s.from_at, c.since),
        if(s.level = c.level, s.level_before, s.level), s.is_first and s.level = c.level, c.from_at,
        c.splits_passed + 1,
    from split_chain as c
    inner join parents as p on c.origin_id = p.child_id
    inner join spells as s on p.parent_id = s.zone_id and s.from_at < c.from_at and (s.to_at is null or s.to_at >= c.from_at)
    where c.is_linked
),

merged_chain as (
    select zone_id, origin_id, since, level_before, until, splits_passed, 0 as merges_passed from split_chain
    union
    select c.zone_id, m.merged_id, null, null, c.until, c.splits_passed, c.merges_passed + 1
    from merged_chain as c
    inner join merges as m on c.origin_id = m.kept_id and (c.until is null or m.merged_at <= c.until)
    where c.merges_passed < 10
)

select zone_id, origin_id, since, level_before, until, splits_passed, merges_passed > 0 as is_merged from merged_chain
