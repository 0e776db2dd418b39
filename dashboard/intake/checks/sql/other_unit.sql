-- Rows whose unit is not the header's.
select
    source_row as line,
    a_text as value,
    cast(null as varchar) as detail
from staged
where a_cell is not null and not list_contains($units, lower(narrow(a_cell)))
order by source_row
