-- zone_found: zones that stood in the first listing of the national feed, so that nobody knows since when.
-- zh: 首份清单中已在册的风险区
-- grain: zone_id
-- source: zones, zone_events
-- note: the feed lists what is in force, and each listing is compared with the one before; the first has none before it. Zones
-- that a later listing brings were declared in between, those of notices by their notice: their beginning is known.
create or replace macro zone_found(as_of) as table
select e.zone_id, e.at as found_at
from current_zone_events(as_of) as e
inner join current_zones(as_of) as z on e.zone_id = z.zone_id
where e.source = 'risk-areas' and e.event = 'declare'
qualify e.at = min(e.at) over ()
