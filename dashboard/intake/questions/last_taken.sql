-- The moment of the latest file of a source that was believed and is not rolled back.
select max(effective_at) from batches
where
    source = $source
    and kind = 'import'
    and rolled_back_at is null
    and batch_id not in (select batch_id from import_findings where rule = 'held_back')
