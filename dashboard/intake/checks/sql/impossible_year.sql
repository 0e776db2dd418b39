-- Moments in a year that no file can mean.
select
    source_row as line,
    a_text as value,
    cast(null as varchar) as detail
from staged
where not year(a_cell) between $first_year and $last_year
