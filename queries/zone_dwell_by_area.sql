-- zone_dwell_by_area: how long zones lifted so far stayed closed, by district and in all, beside the time that their rules ask.
-- zh: 各区县已解除风险区的持续时间与规定时间
-- grain: area_id, is_total
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar  -- the city's own where is_total, and for zones whose notice names no district
-- column: area_name varchar
-- column: is_total boolean  -- all areas asked for, together
-- column: lifted bigint  -- openings that have ended
-- column: timed bigint  -- of lifted, those whose beginning is known: the figures of open time are of these
-- column: start_unknown bigint  -- openings of the first listing of a feed: since when is not known, so none has a time
-- column: shortest_hours double  -- null under 5 lifted whose time is known, as are all figures of open time: too few to sum up
-- column: quarter_hours double  -- a quarter of those lifted were open no longer
-- column: median_hours double
-- column: three_quarters_hours double
-- column: p90_hours double  -- nine in ten were open no longer
-- column: longest_hours double
-- column: rule_least_hours bigint  -- what their rule sets ask, as if no positive were found; null = no clock
-- column: rule_most_hours bigint  -- the same, where rule sets or levels differ
-- column: still_open bigint  -- openings not ended; they are in none of the figures above
-- column: oldest_open_hours double  -- of these; null = also where the beginning of one of them is not known
-- column: is_synthetic boolean
-- source: views/zone_opening, views/area_known
-- note: a zone that was opened again counts once for each opening; low zones are left out.
-- note: zones that stood in the first listing of a feed are in lifted and still_open, and in no figure of time.
-- note: while many zones are still open, those lifted so far tend to be the shorter ones.
with

    openings as (
        select * from zone_opening($as_of) where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)
    ),

    sums as (
        select
            coalesce(area_id, (select area_id from area_known($as_of) where is_city)) as area_id,
            grouping(area_id) = 1 as is_total,
            count(lifted_at) as lifted,
            count(*) - count(open_hours) as start_unknown,
            count(open_hours) filter (where lifted_at is not null) as timed,
            quantile_cont(open_hours, [0, 0.25, 0.5, 0.75, 0.9, 1]) filter (where lifted_at is not null) as spread,
            min(rule_hours) filter (where lifted_at is not null) as rule_least_hours,
            max(rule_hours) filter (where lifted_at is not null) as rule_most_hours,
            count(*) - count(lifted_at) as still_open,
            if(
                bool_and(open_hours is not null) filter (where lifted_at is null),
                max(open_hours) filter (where lifted_at is null),
                null
            ) as oldest_open_hours,
            bool_or(is_synthetic) as is_synthetic,
        from openings
        group by grouping sets ((area_id), ())
        having count(*) > 0
    ),

    told as (select *, if(timed >= 5, spread, null) as hours from sums)

select
    t.area_id,
    a.area_name,
    t.is_total,
    t.lifted,
    t.timed,
    t.start_unknown,
    t.hours[1] as shortest_hours,
    t.hours[2] as quarter_hours,
    t.hours[3] as median_hours,
    t.hours[4] as three_quarters_hours,
    t.hours[5] as p90_hours,
    t.hours[6] as longest_hours,
    t.rule_least_hours,
    t.rule_most_hours,
    t.still_open,
    t.oldest_open_hours,
    t.is_synthetic,
from told as t
left join area_known($as_of) as a on t.area_id = a.area_id
order by t.area_id, t.is_total
