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
-- source: views/hotline_day_placed, views/area_known
with

    calls as (
        select
            coalesce(topic, 'unknown') as topic,
            coalesce(area_id, '') as area_id,
            day,
            sum(calls)::bigint as offered,
            bool_or(is_synthetic) as is_synthetic,
        from hotline_day_placed($as_of)
        where day between today - 14 and today - 1
        group by all
    )

select c.topic, c.area_id, a.area_name, c.day, c.offered, c.is_synthetic,
from calls as c
left join area_known($as_of) as a on c.area_id = a.area_id
order by c.topic, c.area_id, c.day
