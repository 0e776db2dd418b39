-- Intervals that are neither an hour nor a day: how many, the first of them, and its end. One row for all of them.
select
    min(source_row) as line,
    arg_min(a_text, source_row) as value,
    cast(count(*) as varchar) as detail
from staged
where interval_end > interval_start and interval_end - interval_start not in (interval 1 hour, interval 1 day)
having count(*) > 0
