-- Intervals of which the file has parts and no total: how many, and the first of them. One row for all of them.
with
intervals as (
    select min(source_row) as line, bool_or(is_of_all) as has_total
    from staged
    where interval_end > interval_start
    group by interval_start, interval_end
)

select
    min(line) as line,
    cast(null as varchar) as value,
    cast(count(*) as varchar) as detail
from intervals
where not has_total
having count(*) > 0
