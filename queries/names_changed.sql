-- names_changed: the last moment at which something of what `names_known` says became another.
-- zh: 名称最近变动时刻
-- grain: changed_at
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: changed_at timestamp
-- source: zone_events, notices
-- note: no row where nothing was known yet. An index of names that was made for this moment holds for every later one up to
-- $as_of.
with

    moments as (
        select known_from as moment
        from main.batch_periods
        union all
        select known_to as moment
        from main.batch_periods
        union all
        select e.at as moment
        from current_zone_events($as_of) as e
        union all
        select n.at as moment
        from current_notices($as_of) as n
    ),

    latest as (select max(moment) as changed_at from moments where moment <= $as_of)

select changed_at
from latest
where changed_at is not null
order by changed_at
