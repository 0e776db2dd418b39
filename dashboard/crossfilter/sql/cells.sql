-- One number for each combination of bins that has rows, and how many.
select a_key as cell, count(*) as n
from (some_rows) as r
group by cell
order by cell
