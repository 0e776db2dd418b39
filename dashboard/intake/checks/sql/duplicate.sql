-- Rows whose key an earlier row has; rows that lack a required part of their key are refused for that.
with
keys as (select a_row_key as row_key, source_row as line from staged where a_key_is_filled),
twice as (select row_key, min(line) as first_line from keys group by row_key having count(*) > 1)
select
    keys.line,
    keys.row_key as value,
    cast(twice.first_line as varchar) as detail
from keys
inner join twice on keys.row_key = twice.row_key
where keys.line > twice.first_line
