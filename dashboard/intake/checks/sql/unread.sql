-- Cells that say something which cannot be read. A dash says nothing.
select
    source_row as line,
    a_text as value,
    cast(null as varchar) as detail
from staged
where a_cell is null and not is_blank(a_text) and not is_dash(a_text)
