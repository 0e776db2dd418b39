-- Rows whose cell is one of some values: by value how many, the first of them, and its text.
select a_cell, count(*), min(source_row), arg_min(a_text, source_row)
from staged
where list_contains($values, a_cell)
group by a_cell
order by a_cell
