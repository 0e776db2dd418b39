-- zone_dwell_by_level: how long zones lifted so far stayed at each level.
-- zh: 已解除风险区的持续天数
-- grain: level
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: level varchar
-- column: spells_ended bigint  -- periods at the level that have ended
-- column: start_unknown bigint  -- periods of the first listing of a feed: since when is not known, so they have no days
-- column: median_days double  -- null = of none the beginning is known
-- column: longest_days double
-- column: still_open bigint  -- periods not ended
-- column: median_open_days double  -- age of these
-- source: views/zone_spell, views/zone_found
-- note: zones that stood in the first listing of a feed are counted, and are in no figure of days.
with

    spells as (
        select s.*, if(f.zone_id is null, date_diff('second', s.from_at, coalesce(s.to_at, $as_of)) / 86400.0, null) as days
        from zone_spell($as_of) as s
        left join zone_found($as_of) as f on s.zone_id = f.zone_id and s.from_at = f.found_at
        where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], s.area_id)
    )

select
    level,
    count(to_at) as spells_ended,
    count(*) - count(days) as start_unknown,
    median(days) filter (where to_at is not null) as median_days,
    max(days) filter (where to_at is not null) as longest_days,
    count(*) filter (where to_at is null) as still_open,
    median(days) filter (where to_at is null) as median_open_days,
from spells
group by level
order by level
