-- zone_step: events that open, end or move a zone, in order, with the level that holds after each.
-- zh: 风险区等级的每一步变动
-- grain: zone_id, happened_at, rank, event
-- source: zones, zone_events, views/batch_known, views/scheme_clock
-- note: a zone without a declaring event is open from its first receipt, or from its first event if that is earlier; one
-- whose declaration is known ahead is not open before.
-- note: a split opens the zone that names its parent and leaves the parent open; a merge ends the zone unless it names itself;
-- a partial release or a shrinking ends nothing; a switch to a rule set that has no such level ends the zone.
create or replace macro zone_step(as_of) as table
with

known_zones as (select zone_id, level, from_zone_id from current_zones(as_of)),

receipts as (
    select z.zone_id, min(b.received_at) as received_at
    from main.zones as z
    inner join batch_known(as_of) as b on z.batch_id = b.batch_id
    group by z.zone_id
),

events as (
    select
        e.zone_id, e.event, e.at as happened_at, e.level, e.scheme, z.level as level_declared,
        z.from_zone_id is not null and e.at = min(e.at) over (partition by e.zone_id) as is_split_off,
        e.event = 'declare' or (e.event = 'split' and is_split_off) as is_opening,
        e.event = 'lift' or (e.event = 'merge' and coalesce(e.into_zone_id, '') <> e.zone_id) as is_end,
        bool_or(e.event = 'scheme_switch') over (partition by e.zone_id, e.at) as is_switched,
    from current_zone_events(as_of) as e
    inner join known_zones as z on e.zone_id = z.zone_id
),

firsts as (
    select zone_id, min(happened_at) as first_at, bool_or(is_opening) as is_opened from events group by zone_id
),

steps as (
    select z.zone_id, least(b.received_at, f.first_at) as happened_at, 0 as rank, 'declare' as event, z.level, null as scheme
    from known_zones as z
    inner join receipts as b on z.zone_id = b.zone_id
    left join firsts as f on z.zone_id = f.zone_id
    where not coalesce(f.is_opened, false)
    union all
    select zone_id, happened_at, 0, if(is_split_off, 'split', event), coalesce(level, level_declared), scheme
    from events
    where is_opening
    union all
    select zone_id, happened_at, 1, event, level, scheme
    from events
    where
        not is_opening
        and not is_end
        and event not in ('edit', 'split', 'shrink', 'partial_release')
        and (level is not null or event = 'scheme_switch')
    union all
    select zone_id, happened_at, 2, if(is_switched, 'scheme_switch', event), null, scheme from events where is_end
),

levelled as (
    select
        *,
        last_value(level ignore nulls) over (
            partition by zone_id order by happened_at, rank, event rows between unbounded preceding and current row
        ) as level_now,
    from steps
)

select
    l.zone_id, l.happened_at, l.rank, l.event, l.level_now as level, l.rank = 0 as is_opening,
    l.rank = 2
    or (
        l.event = 'scheme_switch'
        and l.level is null
        and l.level_now <> 'low'
        and l.scheme in (select r.scheme from scheme_clock(as_of) as r)
        and not exists (
            select 1 from scheme_clock(as_of) as r where r.scheme = l.scheme and r.level = l.level_now
        )
    ) as is_end,
from levelled as l
where l.happened_at <= as_of
