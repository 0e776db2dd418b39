-- batch_known: batches that were in force, receipts of files, not roll-backs or purges.
-- zh: 已接收且未撤回的批次
-- grain: batch_id
-- source: batches, batch_periods
-- note: a batch is known from its receipt until it is taken back, and again if that is undone.
create or replace macro batch_known(as_of) as table
select b.*
from main.batches as b
where
    b.kind = 'import'
    and exists (
        select 1 from main.batch_periods as p
        where p.batch_id = b.batch_id and p.known_from <= as_of and (p.known_to is null or p.known_to > as_of)
    )
