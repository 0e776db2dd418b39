-- Rows in which a period ends before it begins, or has no length.
select
    source_row as line,
    a_later_text as value,
    an_earlier_text as detail
from staged
where a_later <= an_earlier
