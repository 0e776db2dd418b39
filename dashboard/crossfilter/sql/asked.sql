with rows_known as (
    some_rows
)

select a_column, count(*) as n
from rows_wanted
group by a_column
order by some_order
