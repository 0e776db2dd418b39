-- Arrangements that say of no zone, place or district that it is served: nobody would be served, and nothing would say so.
select
    source_row as line,
    a_text as value,
    cast(null as varchar) as detail
from staged
where is_unsaid
