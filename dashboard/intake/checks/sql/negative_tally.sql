-- Published counts below nothing. New ones may be: a later bulletin takes cases back.
select
    source_row as line,
    a_text as value,
    cast(null as varchar) as detail
from staged
where a_cell < 0 and (a_measure = 'new') = is_of_new
