-- The different texts of a column that are not a plain number.
select distinct a_text as written from staged where a_cell is null and not is_blank(a_text) and not is_dash(a_text) limit 10000
