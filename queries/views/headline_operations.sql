-- headline_operations: zones, closures, whitelist, supply, calls and tickets of the headline strip, null where nothing is known.
-- zh: 总览：风险区、保供与热线
-- grain: one row
-- source: views/zone_clock, views/counted_row, views/business_state, views/supply_point_state, views/hotline_day_known,
-- views/ticket_open
create or replace macro headline_operations(as_of) as table
with

known_zones as (
    select
        count(*) filter (where level = 'high') as high, count(*) filter (where level = 'medium') as medium,
        sum(people)::bigint as people, count(people) as with_people, count(*) as n, count(*) filter (where state = 'due') as due,
        count(*) filter (where state = 'overdue') as overdue,
        count(*) filter (where state = 'not_linked') as unlinked,  -- of these nobody knows, so that none found is not none
    from zone_clock(as_of, '')
),

known as (
    select
        (select count(*) > 0 from current_zones(as_of)) as has_zones,
        (select count(*) > 0 from current_closures(as_of)) as has_closures,
        (select count(*) > 0 from current_hotline_tickets(as_of)) as has_tickets,
),

whitelist as (
    select count(*) as n, count(*) filter (where state = 'listed') as listed,
        count(*) filter (where operation in ('usual', 'limited')) as open, count(*) filter (where operation = 'usual') as usual,
        count(*) filter (where operation = 'stopped') as stopped, count(*) filter (where operation = 'to_verify') as to_verify,
        bool_and(state_since is null and rule_id is null) as is_register_alone,
    from business_state(as_of)
),

supply as (
    select sum(places)::bigint as n, coalesce(sum(places) filter (where state in ('open', 'limited')), 0)::bigint as open,
        list(distinct places_qualifier) filter (where places_qualifier <> 'exact' and state in ('open', 'limited')) as bounds,
        if(bool_and(cover_state = 'unknown'), null, count(*) filter (where cover_state in ('out', 'below_1', 'below_3'))) as below,
    from supply_point_state(as_of)
),

closed as (
    select coalesce(sum(n), 0)::bigint as n, list(distinct qualifier) filter (where qualifier <> 'exact') as bounds,
    from counted_row(as_of)
    where table_name = 'closures'
),

calls as (select * from hotline_day_known(as_of) where day <= as_of::date order by day desc limit 1),

tickets as (select count(*) as open, count(*) filter (where is_overdue) as overdue from ticket_open(as_of))

select
    if(k.has_zones, z.high, null) as zones_high, if(k.has_zones, z.medium, null) as zones_medium,
    z.people as zone_people,
    if(k.has_zones, z.n, null) as zones_open,
    if(k.has_zones, z.with_people, null) as zones_with_people,
    if(k.has_zones and (z.due > 0 or z.unlinked = 0), z.due, null) as zones_due,
    if(k.has_zones and (z.overdue > 0 or z.unlinked = 0), z.overdue, null) as zones_overdue,
    if(k.has_closures, c.n, null) as closures_active,
    case coalesce(len(c.bounds), 0) when 0 then 'exact' when 1 then c.bounds[1] else 'about' end as closures_qualifier,
    if(w.n > 0, w.listed, null) as whitelist_listed,
    if(w.n > 0 and not w.is_register_alone, w.open, null) as whitelist_open,
    if(w.n > 0 and not w.is_register_alone, w.usual, null) as whitelist_usual,
    if(w.n > 0 and not w.is_register_alone, w.open - w.usual, null) as whitelist_limited,
    if(w.n > 0 and (w.stopped > 0 or not w.is_register_alone), w.stopped, null) as whitelist_stopped,
    if(w.n > 0, w.to_verify, null) as whitelist_to_verify,
    nullif(s.n, 0) as supply_points,
    if(s.n > 0, s.open, null) as supply_open,
    case coalesce(len(s.bounds), 0) when 0 then 'exact' when 1 then s.bounds[1] else 'about' end as supply_qualifier,
    if(s.n > 0, s.below, null) as supply_below_cover,
    d.day as calls_day,
    d.offered as calls_offered,
    d.answered / nullif(d.offered, 0)::double as connect_share,
    if(k.has_tickets, t.open, null) as tickets_open,
    if(k.has_tickets, t.overdue, null) as tickets_overdue,
from known as k
cross join known_zones as z
cross join whitelist as w
cross join supply as s
cross join tickets as t
cross join closed as c
left join calls as d on true
