-- zone_positives_by_day: days on which positives of one zone were reported, and whether each set its clock back to day 0.
-- zh: 单个风险区的阳性报告日与时钟重启
-- grain: day
-- param: $zone_id varchar = z-a
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: positives bigint  -- people; confirmed, asymptomatic and positives, by report date
-- column: restarts boolean  -- later than the day on which the level of that time began, while the zone was open
-- column: is_synthetic boolean
-- source: cases, views/zone_spell
-- note: the same cases as the release clock reads; a day before the zone was opened restarts nothing.
with

    positives as (
        select cast(reported_at as date) as day, count(*) as positives, bool_or(is_synthetic) as is_synthetic
        from current_cases($as_of)
        where zone_id = $zone_id and reported_at <= $as_of and class in ('confirmed', 'asymptomatic', 'positive')
        group by day
    ),

    spells as (select * from zone_spell($as_of) where zone_id = $zone_id)

select
    p.day,
    p.positives,
    exists (
        from spells as s where p.day > cast(s.from_at as date) and (s.to_at is null or p.day <= cast(s.to_at as date))
    ) as restarts,
    p.is_synthetic,
from positives as p
order by p.day
