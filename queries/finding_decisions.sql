-- finding_decisions: what people decided about findings, the latest word on each.
-- zh: 矛盾的认领与确认
-- grain: check_name, finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: check_name varchar  -- the rule that finds it
-- column: finding_key varchar
-- column: owner varchar  -- null = nobody
-- column: acknowledged_at timestamp  -- null = owned, and not acknowledged
-- column: note varchar  -- null = none
-- column: verification varchar  -- of a case signal: real, artefact, reporting_delay; null = not verified
-- column: disposition varchar  -- of a case signal: investigate, watch, none; null = not decided
-- column: decided_at timestamp  -- when it was acknowledged, else when its batch was received
-- column: batch_id integer  -- what to roll back to undo it
-- source: findings, batches
-- note: whether the contradiction still holds is not said here; it holds for as long as its check returns it.
select
    f.check_name,
    f.finding_key,
    f.owner,
    f.acknowledged_at,
    f.note,
    f.verification,
    f.disposition,
    coalesce(f.acknowledged_at, b.received_at) as decided_at,
    f.batch_id
from current_findings($as_of) as f
inner join main.batches as b on f.batch_id = b.batch_id
order by f.check_name, f.finding_key
