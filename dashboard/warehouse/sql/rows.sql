-- Rows that a program made, as a batch holds them.
-- some_columns, a_row_key, a_flag stand for the table's columns, the expression of its key, and whether the rows are synthetic.

-- statement: typed
select some_columns, a_row_key as row_key, cast(null as integer) as source_row, a_flag as is_synthetic from made

-- statement: keyed
select * replace (a_row_key as row_key) from rows_of_batch
