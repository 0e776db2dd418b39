-- The different texts of a column that the macros did not read.
select distinct a_text from staged where a_cell is null and not is_blank(a_text) and not is_dash(a_text) and not says_nothing(a_text)
