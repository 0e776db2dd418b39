-- batches_recent: batches received, roll-backs and purges among them.
-- zh: 最近批次
-- grain: batch_id
-- param: $limit bigint = 100  -- newest batches at most; null = all
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: batch_id integer
-- column: kind varchar  -- import, rollback or purge
-- column: source varchar
-- column: file varchar
-- column: tables varchar  -- JSON: rows by table
-- column: rows bigint
-- column: received_at timestamp
-- column: effective_at timestamp
-- column: recorded_at timestamp
-- column: rolls_back integer  -- the batch this one takes out, or has purged
-- column: is_out boolean  -- taken out again by as_of
-- column: operator varchar
-- column: note varchar
-- column: findings bigint  -- findings at import
-- source: batches, import_findings
with

    known as (
        select *
        from main.batches
        where received_at <= $as_of
        qualify $limit is null or row_number() over (order by batch_id desc) <= $limit
    ),

    remarks as (select batch_id, count(*) as findings from main.import_findings group by batch_id)

select
    b.batch_id,
    b.kind,
    b.source,
    b.file,
    b.tables,
    b.rows,
    b.received_at,
    b.effective_at,
    b.recorded_at,
    b.rolls_back,
    b.kind = 'import' and b.batch_id not in (select k.batch_id from batch_known($as_of) as k) as is_out,
    b.operator,
    b.note,
    coalesce(r.findings, 0) as findings,
from known as b
left join remarks as r on b.batch_id = r.batch_id
order by b.batch_id
