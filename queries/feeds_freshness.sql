-- feeds_freshness: every feed, when it last delivered and whether it keeps its contract.
-- zh: 数据源时效
-- grain: feed_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: feed_id varchar
-- column: name varchar
-- column: name_en varchar
-- column: table_name varchar
-- column: owner varchar
-- column: owner_en varchar
-- column: cadence_minutes bigint
-- column: grace_minutes bigint
-- column: last_received_at timestamp  -- null = never
-- column: last_effective_at timestamp  -- the moment that delivery was about; null = not stated
-- column: expected_by timestamp  -- next delivery due; null = never delivered
-- column: state varchar  -- ok, late (within the grace), overdue or never
-- column: age_minutes bigint  -- since the last delivery; null = never
-- source: views/feed_state
with known_feeds as (select * from feed_state($as_of))

select
    feed_id,
    name,
    name_en,
    table_name,
    owner,
    owner_en,
    cadence_minutes,
    grace_minutes,
    last_received_at,
    last_effective_at,
    expected_by,
    state,
    date_diff('minute', last_received_at, $as_of) as age_minutes,
from known_feeds
order by feed_id
