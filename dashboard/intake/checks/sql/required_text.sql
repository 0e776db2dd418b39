-- Empty cells of a required text or identifier; one that says nothing is empty too.
select
    source_row as line,
    a_text as value,
    cast(null as varchar) as detail
from staged
where a_cell is null and (is_blank(a_text) or says_nothing(a_text) or upper(narrow(a_text)) = 'NA')
