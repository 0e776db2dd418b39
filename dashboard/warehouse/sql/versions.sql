-- When each version of a row was known: brought up to date batch by batch. a_table stands for the table.

-- statement: load_incoming
insert into incoming by name
select
    * replace (source_row::integer as source_row, coalesce(is_synthetic, false) as is_synthetic),
    $batch_id::integer as batch_id,
from read_parquet($file)

-- statement: append
insert into a_table by name
select incoming.* exclude (sys_from, sys_to), period.known_from as sys_from, period.known_to as sys_to
from incoming inner join batch_periods as period using (batch_id)

-- statement: touches_others
select count(*) > 0 from (select 1 from a_table semi join incoming using (row_key) limit 1)

-- statement: collect_versions
create or replace temp table versions as
select * exclude (sys_from, sys_to) from a_table semi join incoming using (row_key)
union
select * exclude (sys_from, sys_to) from incoming

-- statement: place_versions
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

-- statement: empty_incoming
create or replace temp table incoming as select * from a_table limit 0

-- statement: remove_touched
delete from a_table using incoming where a_table.row_key = incoming.row_key
