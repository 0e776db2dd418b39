-- hotline_rising: topics of districts with more calls in the last 7 days than is usual, most above it first by excess.
-- zh: 各区各主题近 7 日超出常见量的来电
-- grain: area_id, topic
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar  -- empty = district not recorded
-- column: area_name varchar
-- column: topic varchar
-- column: offered_7d bigint  -- calls on the 7 whole days that end with it
-- column: usual_7d double  -- median of the 7-day sums 1 to 8 weeks back, as far as they are whole; null = fewer than 3
-- column: weeks_known bigint  -- of these sums
-- column: excess double  -- calls above it; null = not known
-- column: offered_per_10k double  -- offered_7d a 10,000 residents; null without population
-- column: is_rising boolean  -- 20 calls or more, and above the usual by more than chance (3 of its standard deviations)
-- column: is_synthetic boolean
-- source: rollups/hotline_day, views/hotline_known_until, views/area_known, views/area_standing
-- note: calls that carry a topic: those that were answered.
with

    today as (select coalesce(known_until, $as_of)::date as day from hotline_known_until($as_of)),

    calls as (
        select
            coalesce(m.standing_id, c.area_id, '') as place_id,
            c.topic,
            floor((t.day - 1 - c.day) / 7)::integer as week,
            sum(c.calls) as calls,
            bool_or(c.is_synthetic) as is_synthetic,
        from main.hotline_day as c
        cross join today as t
        left join area_standing($as_of) as m on c.area_id = m.area_id
        where
            c.sys_from <= $as_of
            and (c.sys_to is null or c.sys_to > $as_of)
            and c.topic is not null
            and c.day >= t.day - 70
            and c.day < t.day
        group by all
    ),

    -- Weeks of which every day has calls in the city; in such a week a silent topic has none.
    weeks as (
        select floor((t.day - 1 - d.day) / 7)::integer as week
        from (select distinct day from main.hotline_day where sys_from <= $as_of and (sys_to is null or sys_to > $as_of)) as d
        cross join today as t
        where d.day >= t.day - 70 and d.day < t.day
        group by all
        having count(*) = 7
    ),

    pairs as (
        select
            place_id, topic, bool_or(is_synthetic) as is_synthetic, coalesce(sum(calls) filter (where week = 0), 0) as offered_7d
        from calls
        group by place_id, topic
    ),

    usual as (
        select p.place_id, p.topic, count(*) as weeks_known, if(count(*) >= 3, median(coalesce(c.calls, 0)), null) as usual_7d
        from pairs as p
        cross join (select week from weeks where week between 1 and 8) as w
        left join calls as c on p.place_id = c.place_id and p.topic = c.topic and w.week = c.week
        group by p.place_id, p.topic
    )

select
    p.place_id as area_id,
    a.area_name,
    p.topic,
    p.offered_7d::bigint as offered_7d,
    u.usual_7d,
    coalesce(u.weeks_known, 0) as weeks_known,
    p.offered_7d - u.usual_7d as excess,
    p.offered_7d * 10000.0 / nullif(a.population, 0) as offered_per_10k,
    p.offered_7d >= 20 and p.offered_7d - u.usual_7d > 3 * sqrt(greatest(u.usual_7d, 1)) as is_rising,
    p.is_synthetic,
from pairs as p
left join usual as u on p.place_id = u.place_id and p.topic = u.topic
left join area_known($as_of) as a on p.place_id = a.area_id
order by p.place_id, p.topic
