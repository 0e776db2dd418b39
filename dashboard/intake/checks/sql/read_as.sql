-- Cells that were read as a value by more than their own words: how many, the first of them, and its text.
select count(*), min(source_row), arg_min(a_text, source_row) from staged where a_cell = $value and list_contains($texts, lower(narrow(a_text)))
