-- Identifiers of 17 signs or more that a spreadsheet has rounded: none of the long ones has another sign than 0 beyond the fifteenth.
with
long_ids as (
    select source_row as line, a_text as value, a_cell as id
    from staged
    where length(a_cell) >= 16 and regexp_full_match(a_cell, '\d{16,}')
)
select line, value, cast(null as varchar) as detail
from long_ids
where regexp_full_match(id, '\d{15}0{2,}') and not exists (from long_ids where not regexp_full_match(id, '\d{15}0+'))
