-- The columns that the staged rows have.
select column_name from duckdb_columns() where table_name = 'staged'
