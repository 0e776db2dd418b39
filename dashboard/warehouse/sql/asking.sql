-- What the analyst's sandbox does around the one statement that it lets in: see dashboard/sandbox.
-- Views lie in a schema of their own in memory, searched before the store's. The macros of the store name `main`, which is the store's
-- alone while the search path says so: with temporary views, `main.zones` inside a macro would be the view that is made from it.

-- statement: attach
attach ':memory:' as asked (read_write)

-- statement: make_schema
create schema asked.desk

-- statement: search
set search_path = a_path

-- statement: quiet
set enable_progress_bar = false

-- statement: errors_in_parts
set errors_as_json = true

-- statement: limit_depth
set max_expression_depth = a_depth

-- statement: lock
set lock_configuration = true

-- statement: parse
select json_serialize_sql($sql)

-- statement: stored_tables
select table_name from duckdb_tables() where database_name = current_database()

-- statement: hide
-- A stored table that nobody reads: in its place stands one without columns worth having.
create view asked.desk.a_name as select null as nothing where false

-- statement: show
create or replace view asked.desk.a_name as select some_columns from a_source as r

-- statement: show_with_area
create or replace view asked.desk.a_name as
select some_columns
from a_source as r
left join area_known(a_moment) as k on r.area_id = k.area_id

-- statement: mark
-- The same for one key of this workspace, and of another for every workspace. It is salted with the digest of the first file of calls,
-- which nothing that answers gives away, so that nobody works out a key, or a number, by trying all of them.
left(md5((select sha256 from main.batches where json_exists(tables, '$.hotline_calls') order by batch_id limit 1) || a_cell), 12)

-- statement: store_name
select current_database()

-- statement: count
-- a_statement is the analyst's own, once let in; what comes of it is let in again. The line's end ends a comment.
select count(*) from (
a_statement
)

-- statement: no_moment
-- A parameter that is null has no type, so that nothing can be calculated from it: this stands in its place.
cast(null as timestamp)

-- statement: no_district
cast(null as varchar)
