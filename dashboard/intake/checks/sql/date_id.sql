-- Identifiers that a spreadsheet has made a date, such as 3-1: a day that is none of the row's own.
select
    source_row as line,
    a_text as value,
    cast(null as varchar) as detail
from staged
where
    regexp_full_match(a_cell, '\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{2}|\d{1,2}月\d{1,2}日')
    or (
        regexp_full_match(a_cell, '\d{4}[-/]\d{1,2}[-/]\d{1,2}( 0?0:00(:00)?)?')
        and not coalesce(list_contains([the_days], cast(moment_of(a_cell) as date)), false)
    )
