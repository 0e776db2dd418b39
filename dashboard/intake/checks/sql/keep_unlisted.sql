-- A value that the list does not know becomes "other", with the file's own words beside it.
update staged
set a_cell = 'other', a_raw_cell = coalesce(a_raw_cell, tidy(a_text))
where a_cell is null and not is_blank(a_text) and not is_dash(a_text) and not says_nothing(a_text)
