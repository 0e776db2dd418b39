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
-- source: views/hotline_day_placed, views/area_known
-- note: calls that carry a topic: those that were answered.
with

    known as materialized(
        select *, floor((today - 1 - day) / 7)::integer as week
        from hotline_day_placed($as_of)
        where day >= today - 70 and day < today
    ),

    calls as (
        select coalesce(area_id, '') as place_id, topic, week, sum(calls) as calls, bool_or(is_synthetic) as is_synthetic,
        from known
        where topic is not null
        group by all
    ),

    -- Weeks of which every day has calls in the city; in such a week a silent topic has none.
    weeks as (select week from known group by week having count(distinct day) = 7),

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
