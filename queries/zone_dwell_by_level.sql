-- zone_dwell_by_level: how long zones lifted so far stayed at each level.
-- zh: 已解除风险区的持续天数
-- grain: level
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: level varchar
-- column: spells_ended bigint  -- periods at the level that have ended
-- column: median_days double
-- column: longest_days double
-- column: still_open bigint  -- periods not ended
-- column: median_open_days double  -- age of these
-- source: views/zone_spell
-- note: zones that a feed already showed on its first day count from that day, so their stay is a lower bound.
with

    spells as (
        select *, date_diff('second', from_at, coalesce(to_at, $as_of)) / 86400.0 as days
        from zone_spell($as_of)
        where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)
    )

select
    level,
    count(to_at) as spells_ended,
    median(days) filter (where to_at is not null) as median_days,
    max(days) filter (where to_at is not null) as longest_days,
    count(*) filter (where to_at is null) as still_open,
    median(days) filter (where to_at is null) as median_open_days,
from spells
group by level
order by level
