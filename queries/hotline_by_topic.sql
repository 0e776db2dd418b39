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
-- source: rollups/hotline_day, views/hotline_known_until, views/area_standing
with

    -- The day that is not over, or of which not every call is on record yet.
    today as (select coalesce(known_until, $as_of)::date as day from hotline_known_until($as_of)),

    calls as (
        select c.*, t.day - c.day as days_ago, coalesce(c.topic, 'unknown') as topic_name
        from main.hotline_day as c
        cross join today as t
        left join area_standing($as_of) as m on c.area_id = m.area_id
        where
            c.sys_from <= $as_of
            and (c.sys_to is null or c.sys_to > $as_of)
            and c.day between t.day - 14 and t.day
            and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], coalesce(m.standing_id, c.area_id)))
    ),

    coverage as (select count(distinct day) filter (where days_ago between 8 and 14) as days_before from calls),

    sums as (
        select
            topic_name as topic,
            coalesce(sum(calls) filter (where days_ago between 1 and 7), 0) as offered_7d,
            coalesce(sum(calls) filter (where days_ago between 8 and 14), 0) as before_7d,
            coalesce(sum(calls) filter (where days_ago = 0), 0) as offered_today,
            bool_or(is_synthetic) as is_synthetic,
        from calls
        group by topic_name
    )

select
    s.topic,
    t.day - 1 as last_day,
    s.offered_7d::bigint as offered_7d,
    if(c.days_before = 7, s.before_7d, null)::bigint as offered_7d_before,
    if(c.days_before = 7, (s.offered_7d - s.before_7d) / nullif(s.before_7d, 0)::double, null) as change_share,
    s.offered_today::bigint as offered_today,
    s.offered_7d / nullif(sum(s.offered_7d) over (), 0)::double as share_7d,
    s.is_synthetic,
from sums as s
cross join coverage as c
cross join today as t
order by s.topic
