-- Moments in a possible year, but far from now.
select
    source_row as line,
    a_text as value,
    cast(null as varchar) as detail
from staged
where year(a_cell) between $first_year and $last_year and a_cell not between $first and $last
