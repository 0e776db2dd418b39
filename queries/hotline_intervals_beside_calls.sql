-- hotline_intervals_beside_calls: published hotline counts of days of which calls are on record too; the two are never added.
-- zh: 与来电明细重叠的公布时段统计
-- grain: first_start
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: first_start timestamp  -- the first of them begins
-- column: last_end timestamp  -- the last of them ends, exclusive
-- column: intervals bigint  -- published totals, an hour, a day or longer, with a day of which calls are on record
-- column: days_of_calls bigint  -- of the days that they cover, those with calls on record: here the calls are used alone
-- column: is_synthetic boolean
-- source: rollups/hotline_day, hotline_intervals
-- note: one row, or none where nothing overlaps. Published counts are used of days without any call on record.
with

    days as (
        select distinct day
        from main.hotline_day
        where sys_from <= $as_of and (sys_to is null or sys_to > $as_of) and day <= $as_of::date
    ),

    covered as (
        select i.interval_start, i.interval_end, d.day, i.is_synthetic
        from current_hotline_intervals($as_of) as i
        inner join days as d on d.day >= i.interval_start::date and d.day < i.interval_end
        where i.channel is null and i.topic is null
    )

select
    min(interval_start) as first_start,
    max(interval_end) as last_end,
    count(distinct(interval_start, interval_end)) as intervals,
    count(distinct day) as days_of_calls,
    bool_or(is_synthetic) as is_synthetic,
from covered
having count(*) > 0
order by first_start
