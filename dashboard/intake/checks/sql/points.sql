-- Rows that have both coordinates.
select
    rowid as id,
    source_row,
    lon,
    lat,
    a_datum as datum
from staged
where lon is not null and lat is not null
order by rowid
