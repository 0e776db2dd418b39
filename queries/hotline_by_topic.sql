-- hotline_by_topic: calls by topic in the last 7 days against the 7 before.
-- zh: 热线主题：近 7 日与前 7 日
-- grain: topic
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: topic varchar  -- unknown = not recorded
-- column: last_day date  -- the last day of which every call is on record; the 7 days end with it
-- column: offered_7d bigint  -- calls on the 7 whole days that end with it
-- column: offered_7d_before bigint  -- the 7 days before these; null = fewer than 7 days known
-- column: change_share double  -- relative change; null = no earlier figure
-- column: offered_today bigint  -- calls of the day after it, as far as they are on record
-- column: share_7d double  -- of all calls of the 7 days, 0-1
-- column: is_synthetic boolean
-- source: views/hotline_day_placed
with

    calls as (
        select *, today - day as days_ago, coalesce(topic, 'unknown') as topic_name
        from hotline_day_placed($as_of)
        where day between today - 14 and today and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
    ),

    coverage as (select count(distinct day) filter (where days_ago between 8 and 14) as days_before from calls),

    sums as (
        select
            topic_name as topic,
            any_value(today) - 1 as last_day,
            coalesce(sum(calls) filter (where days_ago between 1 and 7), 0) as offered_7d,
            coalesce(sum(calls) filter (where days_ago between 8 and 14), 0) as before_7d,
            coalesce(sum(calls) filter (where days_ago = 0), 0) as offered_today,
            bool_or(is_synthetic) as is_synthetic,
        from calls
        group by topic_name
    )

select
    s.topic,
    s.last_day,
    s.offered_7d::bigint as offered_7d,
    if(c.days_before = 7, s.before_7d, null)::bigint as offered_7d_before,
    if(c.days_before = 7, (s.offered_7d - s.before_7d) / nullif(s.before_7d, 0)::double, null) as change_share,
    s.offered_today::bigint as offered_today,
    s.offered_7d / nullif(sum(s.offered_7d) over (), 0)::double as share_7d,
    s.is_synthetic,
from sums as s
cross join coverage as c
order by s.topic
