-- Cells that were read as a value by more than their own words: how many, the first of them, and its text.
with
by_text as (
    select a_text as written, count(*) as n, min(source_row) as line from staged where a_cell = $value group by a_text
),
meant as (from by_text where list_contains($texts, lower(narrow(written))))
select coalesce(sum(n), 0)::bigint, min(line), arg_min(written, line) from meant
