-- Rows that give one of longitude and latitude.
select
    source_row as line,
    cast(null as varchar) as value,
    cast(null as varchar) as detail
from staged
where (a_longitude is null) <> (a_latitude is null)
