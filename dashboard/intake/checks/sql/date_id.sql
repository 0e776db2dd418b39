-- Identifiers that a spreadsheet has made a date, such as 3-1: a day that is none of the row's own. The plain conditions come first, since
-- an expression takes longer for a million cells than all else.
with
short_ids as (
    select source_row as line, a_text as value, a_cell as id, [the_days] as days
    from staged
    where length(a_cell) between 4 and 6 and (contains(a_cell, '-') or contains(a_cell, '月'))
),
day_ids as (
    select source_row as line, a_text as value, a_cell as id, [the_days] as days
    from staged
    where length(a_cell) between 8 and 19 and substring(a_cell, 5, 1) in ('-', '/')
)
select line, value, cast(null as varchar) as detail
from short_ids
where regexp_full_match(id, '\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{2}|\d{1,2}月\d{1,2}日')
union all
select line, value, cast(null as varchar) as detail
from day_ids
where
    regexp_full_match(id, '\d{4}[-/]\d{1,2}[-/]\d{1,2}( 0?0:00(:00)?)?')
    and not coalesce(list_contains(days, cast(moment_of(id) as date)), false)
