-- hotline_by_topic_area_day: calls by topic, district and day of the last 14 whole days, for a table that can be turned.
-- zh: 近 14 日各主题、各区、各日来电
-- grain: topic, area_id, day
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: topic varchar  -- unknown = not recorded
-- column: area_id varchar  -- empty = district not recorded
-- column: area_name varchar
-- column: day date
-- column: offered bigint  -- calls; a combination without any is absent
-- column: is_synthetic boolean
-- source: rollups/hotline_day, views/hotline_known_until, views/area_known, views/area_standing
with

    today as (select coalesce(known_until, $as_of)::date as day from hotline_known_until($as_of)),

    calls as (
        select
            coalesce(c.topic, 'unknown') as topic,
            coalesce(m.standing_id, c.area_id, '') as area_id,
            c.day,
            sum(c.calls)::bigint as offered,
            bool_or(c.is_synthetic) as is_synthetic,
        from main.hotline_day as c
        cross join today as t
        left join area_standing($as_of) as m on c.area_id = m.area_id
        where c.sys_from <= $as_of and (c.sys_to is null or c.sys_to > $as_of) and c.day between t.day - 14 and t.day - 1
        group by all
    )

select c.topic, c.area_id, a.area_name, c.day, c.offered, c.is_synthetic,
from calls as c
left join area_known($as_of) as a on c.area_id = a.area_id
order by c.topic, c.area_id, c.day
