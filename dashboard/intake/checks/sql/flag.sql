-- Whether the file as a whole is made up, as a table of one row: what is written to a file takes no parameter.
create or replace temp table made_up as select cast($made_up as boolean) as made_up
