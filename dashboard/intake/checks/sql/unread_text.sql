-- Cells of a text or an identifier that say something which cannot be kept: a failed formula, a rounded number.
select
    source_row as line,
    a_text as value,
    cast(null as varchar) as detail
from staged
where a_cell is null and not is_blank(a_text) and not says_nothing(a_text) and upper(narrow(a_text)) <> 'NA'
