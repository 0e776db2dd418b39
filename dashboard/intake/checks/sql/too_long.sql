-- Texts longer than anybody reads.
select
    source_row as line,
    a_text as value,
    cast(null as varchar) as detail
from staged
where length(a_cell) > $longest
