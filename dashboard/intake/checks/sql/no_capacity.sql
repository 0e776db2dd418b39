-- Places in which nobody may be. Not refused: as likely as a closed shop it is a number that nobody set, and one cell holds up no register.
select
    source_row as line,
    a_text as value,
    cast(null as varchar) as detail
from staged
where a_cell = 0
