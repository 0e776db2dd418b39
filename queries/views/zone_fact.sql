-- zone_fact: what the release clock of a zone in force reads: level, last positive, rounds of screening, contacts.
-- zh: 解除时钟所依据的事实
-- grain: zone_id
-- source: views/zone_open, views/zone_origin, views/area_known, cases, screenings, zone_contacts
-- cached: many questions of one moment read it
-- note: level_since and level_before are those of the clock: a zone split off keeps them from its parent.
-- note: a positive of the zone who is recorded as found outside it (in_zone = no) does not count; where that is unknown it does.
-- note: unlinked_on = where no positive at all names a zone on record, the last one of its district who is not recorded as found
-- outside: he may be of this zone. Where positives are linked, one without a zone is of none. Of a zone without a district: any
-- district's.
-- note: only a round of the zone itself counts, in full and without a positive: a closed zone is sampled at the door, in rounds
-- of its own, so that a round of the district says nothing sure of it. rounds_recorded 0 = unknown, not "no round".
create or replace macro zone_fact(as_of) as table
with

origins as (select * from zone_origin(as_of)),

clock_starts as (
    select zone_id, min(since) as level_since, arg_max(coalesce(level_before, ''), splits_passed) as level_before
    from origins
    where not is_merged
    group by zone_id
),

positives as (
    select area_id, reported_at, zone_id, in_zone, zone_id in (select z.zone_id from current_zones(as_of) as z) as is_named
    from current_cases(as_of)
    where reported_at <= as_of and class in ('confirmed', 'asymptomatic', 'positive')
),

unlinked as (
    select area_id, max(cast(reported_at as date)) as unlinked_on
    from positives
    where coalesce(in_zone, true) and not exists (select 1 from positives as p where p.is_named)
    group by grouping sets ((area_id), ())
),

last_cases as (
    select o.zone_id, max(cast(c.reported_at as date)) as last_case_on
    from origins as o
    inner join positives as c on o.origin_id = c.zone_id
    where c.reported_at <= least(as_of, o.until) and coalesce(c.in_zone, true)
    group by o.zone_id
),

rounds as (
    select
        o.zone_id, count(*) as rounds_recorded,
        max(cast(s.ended_at as date)) filter (
            where s.is_full and s.positive = 0 and s.ended_at <= as_of
        ) as last_negative_round_on,
    from origins as o
    inner join current_screenings(as_of) as s on o.origin_id = s.zone_id
    where not o.is_merged and coalesce(s.started_at <= as_of, true) and (o.until is null or s.ended_at <= o.until)
    group by o.zone_id
),

traced as (
    select o.zone_id, k.last_contact_on, k.last_transfer_on
    from origins as o
    inner join current_zone_contacts(as_of) as k on o.origin_id = k.zone_id
    where not o.is_merged and k.at <= least(as_of, o.until)
    qualify row_number() over (partition by o.zone_id order by k.at desc) = 1
)

select
    z.* exclude (level_since, level_before), s.level_since, nullif(s.level_before, '') as level_before, c.last_case_on, u.unlinked_on,
    coalesce(r.rounds_recorded, 0) as rounds_recorded, r.last_negative_round_on, k.zone_id is not null as is_contact_known,
    k.last_contact_on, k.last_transfer_on,
from zone_open(as_of) as z
inner join clock_starts as s on z.zone_id = s.zone_id
left join last_cases as c on z.zone_id = c.zone_id
left join unlinked as u
    on u.area_id is not distinct from if(z.area_id in (select d.area_id from area_known(as_of) as d where d.is_district), z.area_id, null)
left join rounds as r on z.zone_id = r.zone_id
left join traced as k on z.zone_id = k.zone_id
where z.level <> 'low'
