-- The first rows that a check finds.
select line, value, detail from a_check as found order by line limit $limit
