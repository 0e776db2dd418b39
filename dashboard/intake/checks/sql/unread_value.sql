-- Cells of a date, a moment, a list, an area or a coordinate that cannot be read; 无 says that there is none.
select
    source_row as line,
    a_text as value,
    cast(null as varchar) as detail
from staged
where a_cell is null and not is_blank(a_text) and not is_dash(a_text) and not says_nothing(a_text)
