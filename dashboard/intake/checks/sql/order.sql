-- Rows in which the later moment is before the earlier one.
select
    source_row as line,
    a_later_text as value,
    an_earlier_text as detail
from staged
where a_later < an_earlier
