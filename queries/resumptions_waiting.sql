-- resumptions_waiting: resumption cases that wait for a decision.
-- zh: 待办的复工复产事项
-- grain: resumption_id
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: resumption_id varchar
-- column: applicant varchar
-- column: kind varchar  -- other = not stated
-- column: area_id varchar
-- column: area_name varchar
-- column: stage varchar  -- latest stage reached
-- column: first_at timestamp  -- of its first stage on record
-- column: stage_at timestamp
-- column: waiting_days double  -- since its first stage on record
-- column: days_in_stage double
-- column: is_synthetic boolean
-- source: views/resumption_case
-- sliced: area_id
select
    resumption_id,
    applicant,
    kind,
    area_id,
    area_name,
    stage,
    first_at,
    stage_at,
    date_diff('second', first_at, $as_of) / 86400.0 as waiting_days,
    date_diff('second', stage_at, $as_of) / 86400.0 as days_in_stage,
    is_synthetic,
from resumption_case($as_of)
where is_waiting and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
order by resumption_id
