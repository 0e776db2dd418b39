-- The zones that have events.
select distinct zone_id from current_zone_events($as_of) order by zone_id
