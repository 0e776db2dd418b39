-- The last moment of a column.
select max(a_cell) from staged
