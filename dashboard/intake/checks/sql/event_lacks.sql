-- Events of a kind that lack the column which they cannot do without.
select
    source_row as line,
    cast(null as varchar) as value,
    cast(null as varchar) as detail
from staged
where event = $event and a_cell is null
