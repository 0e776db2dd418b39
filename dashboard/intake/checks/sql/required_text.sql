-- Empty cells of a required text; there a dash is a text.
select
    source_row as line,
    a_text as value,
    cast(null as varchar) as detail
from staged
where a_cell is null and is_blank(a_text)
