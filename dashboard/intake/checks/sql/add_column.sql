-- A column of the table that the file lacks.
alter table staged add column a_cell a_type
