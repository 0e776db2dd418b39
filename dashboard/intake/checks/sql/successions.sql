-- The areas of a register, with the last of each and what succeeds it.
select rowid as id, source_row, the_area_id, the_name, the_valid_to, the_successor_id from staged order by rowid
