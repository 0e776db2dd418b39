-- The values of a column with how many rows have each, the most frequent first.
select a_column as value, count(*) as n from (some_rows) as r group by a_column order by n desc, value nulls last
