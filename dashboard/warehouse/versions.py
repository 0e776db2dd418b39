"""When each version of a row was known: the system times of the store, kept up batch by batch.

A batch is *known* in periods: from its receipt until it is rolled back, and again if the rollback itself is taken back. At any moment the
version of a row that holds is, among the batches then known, that of the latest (received_at, batch_id). A version that never holds keeps
an empty interval (`sys_to = sys_from`), so that it can hold later if the batch above it is taken back.
"""

import duckdb

from dashboard.schema.declaration import Table
from dashboard.warehouse.ddl import on_table, quoted

EMPTY_INCOMING = "create or replace temp table incoming as select * from a_table limit 0"

LOAD_INCOMING = """
insert into incoming by name
select
    * replace (source_row::integer as source_row, coalesce(is_synthetic, false) as is_synthetic),
    $batch_id::integer as batch_id,
from read_parquet($file)
"""

APPEND = """
insert into a_table by name
select incoming.* exclude (sys_from, sys_to), period.known_from as sys_from, period.known_to as sys_to
from incoming inner join batch_periods as period using (batch_id)
"""

TOUCHES_OTHERS = """
select count(*) > 0 from (select 1 from a_table semi join incoming using (row_key) limit 1)
"""

COLLECT_VERSIONS = """
create or replace temp table versions as
select * exclude (sys_from, sys_to) from a_table semi join incoming using (row_key)
union
select * exclude (sys_from, sys_to) from incoming
"""

REMOVE_TOUCHED = "delete from a_table using incoming where a_table.row_key = incoming.row_key"

PLACE_VERSIONS = """
insert into a_table by name
with

known as (
    select v.row_key, p.batch_id, p.received_at, p.known_from, p.known_to
    from (select distinct row_key, batch_id from versions) as v
    inner join batch_periods as p using (batch_id)
),

moments as (
    select row_key, known_from as moment from known
    union
    select row_key, known_to as moment from known where known_to is not null
),

steps as (
    select row_key, moment, lead(moment) over (partition by row_key order by moment) as next_moment from moments
),

holding as (
    select
        s.row_key,
        s.moment,
        s.next_moment,
        arg_max(k.batch_id, (k.received_at, k.batch_id)) as batch_id,
    from steps as s
    inner join known as k
        on k.row_key = s.row_key
        and k.known_from <= s.moment
        and (k.known_to is null or k.known_to > s.moment)
    group by s.row_key, s.moment, s.next_moment
),

runs as (
    select
        *,
        batch_id is distinct from lag(batch_id) over by_key
        or moment is distinct from lag(next_moment) over by_key as starts_run,
    from holding
    window by_key as (partition by row_key order by moment)
),

numbered as (
    select *, count(*) filter (where starts_run) over (partition by row_key order by moment) as run from runs
),

intervals as (
    select
        row_key,
        batch_id,
        min(moment) as sys_from,
        case when bool_or(next_moment is null) then null else max(next_moment) end as sys_to,
    from numbered
    group by row_key, batch_id, run
)

select
    versions.*,
    coalesce(intervals.sys_from, batches.received_at) as sys_from,
    case when intervals.row_key is null then batches.received_at else intervals.sys_to end as sys_to,
from versions
inner join batches on batches.batch_id = versions.batch_id
left join intervals on intervals.row_key = versions.row_key and intervals.batch_id = versions.batch_id
"""


def load_incoming(con: duckdb.DuckDBPyConnection, table: Table, batch_id: int, file: str) -> None:
    """Stage one batch's rows of a table as the temporary table `incoming`."""
    con.execute(on_table(EMPTY_INCOMING, table))
    con.execute(LOAD_INCOMING, {"batch_id": batch_id, "file": file})


def add_versions(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Add the rows of `incoming`; where a row has other versions, work all their intervals out anew."""
    if con.execute(on_table(TOUCHES_OTHERS, table)).fetchone()[0]:
        rework_versions(con, table)
    else:
        con.execute(on_table(APPEND, table))


def rework_versions(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Work out the intervals of every row that `incoming` names, from all its versions and `batch_periods`."""
    con.execute(on_table(COLLECT_VERSIONS, table))
    con.execute(on_table(REMOVE_TOUCHED, table))
    con.execute(on_table(PLACE_VERSIONS, table))


def system_order(table: Table) -> str:
    """Columns that put a table's rows in one order, for comparing two stores."""
    return ", ".join(quoted(c) for c in ("row_key", "sys_from", "batch_id", *table.columns))
