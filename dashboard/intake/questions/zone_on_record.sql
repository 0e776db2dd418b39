-- One zone, with every column.
select * from current_zones($as_of) where zone_id = $zone_id
