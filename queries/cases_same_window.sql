-- cases_same_window: the current bulletin's window against the same window of earlier days.
-- zh: 与往日同一统计时段的新增比较
-- grain: day
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: window_start timestamp
-- column: window_end timestamp  -- exclusive
-- column: new_positive bigint  -- people; null = not given
-- column: new_confirmed bigint
-- column: new_asymptomatic bigint
-- column: is_current boolean  -- the newest bulletin, which the others are compared with
-- column: days_before bigint  -- days before the current one
-- column: change bigint  -- current minus this day's; null = one of them is not given
-- column: source varchar  -- bulletin
-- column: is_synthetic boolean
-- source: views/bulletin_figure
-- note: only bulletins of the same hours are compared: 0-15 h never with a whole day. Days without such a bulletin have no row.
with

    figures as (
        select f.*
        from bulletin_figure($as_of) as f
        inner join area_known($as_of) as a on f.reporter_id = a.area_id and a.is_city
        where f.new_positive is not null and f.is_daily
        qualify
            row_number() over (
                partition by f.window_start, f.window_end order by f.revision desc, f.published_at desc, f.bulletin_id desc
            )
            = 1
    ),

    current_window as (select * from figures order by window_end desc, window_start desc limit 1),

    same_hours as (
        select f.*, c.day - f.day as days_before, c.new_positive - f.new_positive as change,
        from figures as f
        inner join
            current_window as c
            on f.window_end - f.window_start = c.window_end - c.window_start
            and cast(f.window_start as time) = cast(c.window_start as time)
    )

select
    day,
    window_start,
    window_end,
    new_positive,
    new_confirmed,
    new_asymptomatic,
    days_before = 0 as is_current,
    days_before,
    change,
    'bulletin' as source,
    is_synthetic,
from same_hours
order by day
