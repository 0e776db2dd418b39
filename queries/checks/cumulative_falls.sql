-- cumulative_falls: cumulative figures below those of the bulletin before, without a stated reason.
-- zh: 未说明原因而减少的累计数
-- severity: medium
-- title: 累计数减少而未说明原因 | Cumulative figures that fall without a reason
-- advice: 请向发布单位核实是否更正；公布数字原样保留。 | Ask whether it is a correction; the figures stay as published.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: bulletin_cells, views/bulletin_standing
-- note: cumulative cases, recoveries and deaths of the same area, class and breakdown, from one standing bulletin to the next.
-- note: only exact figures; a bulletin that states a reason for its revision explains the fall.
with

    figures as (
        select
            b.bulletin_id,
            b.day,
            b.published_at,
            b.reason,
            c.measure,
            c.n,
            coalesce(c.area_id, b.reporter_id) as area_id,
            concat_ws('/', c.measure, c.class, coalesce(c.area_id, b.reporter_id), c.route, c.origin, c.severity) as figure,
        from current_bulletin_cells($as_of) as c
        inner join bulletin_standing($as_of) as b on c.bulletin_id = b.bulletin_id
        where c.measure in ('cumulative', 'recovered', 'dead') and coalesce(c.qualifier, 'exact') = 'exact'
    ),

    pairs as (
        select
            *,
            lag(n) over (partition by figure order by day, published_at) as n_before,
            lag(day) over (partition by figure order by day, published_at) as day_before
        from figures
    )

select
    concat_ws(':', bulletin_id, figure) as finding_key,
    area_id,
    bulletin_id as subject,
    published_at as since_at,
    day
    || ' 通报：'
    || case measure when 'cumulative' then '累计' when 'recovered' then '累计治愈' else '累计死亡' end
    || ' '
    || n
    || '，'
    || day_before
    || ' 为 '
    || n_before as detail_zh,
    'Bulletin of ' || day || ': ' || measure || ' ' || n || ', on ' || day_before || ' it was ' || n_before as detail_en,
from pairs
where n < n_before and reason is null
order by finding_key
