-- A column of the table that the file lacks, with the text that its cells would have.
alter table staged add column a_cell a_type;
alter table staged add column a_text varchar
