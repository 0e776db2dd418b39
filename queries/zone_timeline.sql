-- zone_timeline: what happened to one zone, in order.
-- zh: 单个风险区的变动经过
-- grain: happened_at, event
-- param: $zone_id varchar = z-a
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: happened_at timestamp
-- column: event varchar
-- column: level varchar  -- level afterwards; null = not given
-- column: extent_text varchar  -- extent afterwards; null = unchanged
-- column: decided_at timestamp
-- column: notice_no varchar
-- column: reason varchar
-- column: source varchar
-- column: batch_id integer  -- the batch that brought it
-- column: is_synthetic boolean
-- source: zone_events
with events as (select e.*, e.at as happened_at from current_zone_events($as_of) as e where e.at <= $as_of)

select happened_at, event, level, extent_text, decided_at, notice_no, reason, source, batch_id, is_synthetic
from events
where zone_id = $zone_id
order by happened_at, event
