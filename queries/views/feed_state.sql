-- feed_state: every feed with its last delivery against its contract.
-- zh: 各数据源的最近到达与时效
-- grain: feed_id
-- source: feeds, views/batch_known
-- note: ok until the cadence has passed, late within the grace, overdue after it, never without a delivery.
create or replace macro feed_state(as_of) as table
with

known_deliveries as (
    select json_keys(b.tables::json) as table_names, b.received_at, b.effective_at, b.batch_id from batch_known(as_of) as b
),

by_table as (
    select table_name, max(received_at) as last_received_at, arg_max(effective_at, received_at) as last_effective_at
    from (select unnest(table_names) as table_name, received_at, effective_at from known_deliveries) as named
    group by table_name
)

select
    f.*,
    t.last_received_at,
    t.last_effective_at,
    t.last_received_at + to_minutes(f.cadence_minutes) as expected_by,
    case
        when t.last_received_at is null then 'never'
        when as_of <= t.last_received_at + to_minutes(f.cadence_minutes) then 'ok'
        when as_of <= t.last_received_at + to_minutes(f.cadence_minutes + f.grace_minutes) then 'late'
        else 'overdue'
    end as state,
from current_feeds(as_of) as f
left join by_table as t on f.table_name = t.table_name
