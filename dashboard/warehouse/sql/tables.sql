-- The tables that files fill, one of each of the schema's: made, described, and read as of a moment.
-- a_table, a_column, some_columns, some_joins, a_text, a_macro, an_alias stand for what the schema declares.

-- statement: create
create table a_table (some_columns)

-- statement: describe_table
comment on table a_table is a_text

-- statement: describe_column
comment on column a_table.a_column is a_text

-- statement: current
-- The schema is named, since DuckDB would read a caller's CTE of the table's name in its place.
create or replace macro a_macro(as_of) as table
select some_columns from main.a_table as held some_joins where sys_from <= as_of and (sys_to is null or sys_to > as_of)

-- statement: current_stand_in
-- Synthetic rows are shown only while no real zone is known.
create or replace macro a_macro(as_of) as table
select some_columns
from main.a_table as held
some_joins
where
    sys_from <= as_of
    and (sys_to is null or sys_to > as_of)
    and (
        not is_synthetic
        or not exists (
            select 1 from main.zones where not is_synthetic and sys_from <= as_of and (sys_to is null or sys_to > as_of)
        )
    )

-- statement: any_abolished
select exists (select 1 from main.areas where valid_to is not null and successor_id is not null)

-- statement: join_standing
left join area_standing(as_of) as an_alias on held.a_column = an_alias.area_id
