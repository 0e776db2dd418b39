-- How many rows were read as such an amount, the first of them, and what it says.
select count(*) as number, min(source_row) as line, arg_min(a_text, source_row) as written
from staged
where a_cell is not null and a_text in (select written from amounts)
