-- feed_overdue: feeds past their cadence and grace, or never delivered.
-- zh: 数据源超时未到
-- severity: high
-- title: 数据源超时 | Feeds overdue
-- advice: 请联系责任单位补报；大屏相应部分已注明时间。 | Call the unit responsible; the board says since when.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/feed_state
with silent_feeds as (select * from feed_state($as_of) where state in ('overdue', 'never'))

select
    feed_id as finding_key,
    null::varchar as area_id,
    feed_id as subject,
    last_received_at + to_minutes(cadence_minutes + grace_minutes) as since_at,
    case
        when state = 'never'
        then name || '：尚未收到任何数据'
        else name || '：应于 ' || strftime(expected_by, '%m-%d %H:%M') || ' 前到达，最近一次为 ' || strftime(last_received_at, '%m-%d %H:%M')
    end as detail_zh,
    case
        when state = 'never'
        then coalesce(name_en, name) || ': nothing has been received'
        else
            coalesce(name_en, name)
            || ': due '
            || strftime(expected_by, '%m-%d %H:%M')
            || ', last received '
            || strftime(last_received_at, '%m-%d %H:%M')
    end as detail_en,
from silent_feeds
order by finding_key
