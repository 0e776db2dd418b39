-- The filled cells of a column.
select source_row, a_cell from staged where a_cell is not null order by rowid
