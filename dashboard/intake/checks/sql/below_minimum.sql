-- Numbers below what the schema allows.
select
    source_row as line,
    a_text as value,
    cast(null as varchar) as detail
from staged
where a_cell < $bound
