-- hotline_by_area: calls about each district in the last 7 days, per 10,000 residents.
-- zh: 各区近 7 日来电与每万人来电
-- grain: area_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar  -- empty = district not recorded
-- column: area_name varchar
-- column: last_day date  -- the last day of which every call is on record; the 7 days end with it
-- column: offered_7d bigint  -- calls on the 7 whole days that end with it
-- column: answered_7d bigint  -- of them answered; a district is often recorded only when a call is answered
-- column: offered_7d_before bigint  -- the 7 days before these; null = fewer than 7 days known
-- column: offered_today bigint  -- calls of the day after it, as far as they are on record
-- column: population bigint  -- residents; null = unknown
-- column: population_year bigint
-- column: per_10k double  -- offered_7d per 10,000 residents; null without population
-- column: top_topic varchar  -- most frequent topic of the 7 days
-- column: is_synthetic boolean
-- source: views/hotline_day_placed, views/area_known
with

    calls as (
        select *, today - day as days_ago, coalesce(area_id, '') as place_id
        from hotline_day_placed($as_of)
        where day between today - 14 and today
    ),

    coverage as (select count(distinct day) filter (where days_ago between 8 and 14) as days_before from calls),

    topics as (
        select place_id, topic, sum(calls) as n
        from calls
        where days_ago between 1 and 7 and topic is not null
        group by place_id, topic
        qualify row_number() over (partition by place_id order by sum(calls) desc, topic) = 1
    ),

    sums as (
        select
            place_id,
            any_value(today) - 1 as last_day,
            coalesce(sum(calls) filter (where days_ago between 1 and 7), 0) as offered_7d,
            coalesce(sum(calls) filter (where days_ago between 1 and 7 and outcome = 'answered'), 0) as answered_7d,
            coalesce(sum(calls) filter (where days_ago between 8 and 14), 0) as before_7d,
            coalesce(sum(calls) filter (where days_ago = 0), 0) as offered_today,
            bool_or(is_synthetic) as is_synthetic,
        from calls
        group by place_id
    )

select
    s.place_id as area_id,
    a.area_name,
    s.last_day,
    s.offered_7d::bigint as offered_7d,
    s.answered_7d::bigint as answered_7d,
    if(c.days_before = 7, s.before_7d, null)::bigint as offered_7d_before,
    s.offered_today::bigint as offered_today,
    a.population,
    a.population_year,
    s.offered_7d * 10000.0 / nullif(a.population, 0) as per_10k,
    t.topic as top_topic,
    s.is_synthetic,
from sums as s
cross join coverage as c
left join topics as t on s.place_id = t.place_id
left join area_known($as_of) as a on s.place_id = a.area_id
order by s.place_id
