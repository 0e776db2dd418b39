-- Rows in which a part is more than the whole that it is of.
select
    source_row as line,
    a_part_text as value,
    a_whole_text as detail
from staged
where a_part > a_whole
