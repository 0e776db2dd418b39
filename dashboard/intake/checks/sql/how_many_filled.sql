-- How many cells of a column say something.
select count(*) from staged where not is_blank(a_text)
