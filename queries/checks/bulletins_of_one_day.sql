-- bulletins_of_one_day: two bulletins of one day that stand and say different things of the same.
-- zh: 同一天的两份通报数字不一
-- severity: medium
-- title: 同一天的两份通报数字不一 | Two bulletins of one day that differ
-- advice: 请确认哪一份有效，写明被取代的通报编号。 | Say which one stands: name the bulletin that it replaces.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: bulletin_cells, views/bulletin_standing
-- note: of one window, any exact figure that differs; of two that end at one time, those that are of a moment (cumulative,
-- existing ...);
-- of two that begin together, new cases that are fewer in the longer one. A higher revision, or a stated reason, explains it.
-- fmt: off
with

    figures as (
        select
            b.*,
            c.measure,
            c.n,
            coalesce(c.area_id, b.reporter_id) as place,
            concat_ws(
                '/', c.measure, coalesce(c.class, 'positive'), coalesce(c.area_id, b.reporter_id), c.route, c.origin, c.severity
            ) as figure,
        from current_bulletin_cells($as_of) as c
        inner join bulletin_standing($as_of) as b on c.bulletin_id = b.bulletin_id
        where coalesce(c.qualifier, 'exact') = 'exact'
    ),

    pairs as (
        select a.*, b.bulletin_id as other_id, b.n as other_n, greatest(a.published_at, b.published_at) as both_at,
            a.window_start = b.window_start and a.window_end = b.window_end as is_one_window,
        from figures as a
        inner join
            figures as b
            on a.reporter_id = b.reporter_id and a.day = b.day and a.figure = b.figure and a.bulletin_id <> b.bulletin_id
        where
            a.revision = b.revision and a.reason is null and b.reason is null and a.n <> b.n
            and case
                when a.window_start = b.window_start and a.window_end = b.window_end then a.bulletin_id < b.bulletin_id
                when a.window_end = b.window_end
                    then a.bulletin_id < b.bulletin_id and a.measure in ('cumulative', 'existing', 'recovered', 'dead')
                else a.window_start = b.window_start and a.window_end < b.window_end and a.measure = 'new' and a.n > b.n and b.n >= 0
            end
    ),

    told as (
        select
            bulletin_id, other_id, any_value(reporter_id) as reporter_id, min(both_at) as both_at, any_value(day) as day,
            count(*) as differ, arg_min(n, figure) as n, arg_min(other_n, figure) as other_n,
            arg_min(place, figure) as place, arg_min(figure, figure) as figure,
        from pairs
        group by bulletin_id, other_id
    )

select
    concat_ws(':', bulletin_id, other_id) as finding_key,
    reporter_id as area_id,
    other_id as subject,
    both_at as since_at,
    day || ' 有两份通报（' || bulletin_id || '、' || other_id || '），' || differ || ' 个数字不一，如 ' || figure || '：' || n || ' 与 ' || other_n as detail_zh,
    day || ': two bulletins (' || bulletin_id || ', ' || other_id || ') differ in ' || differ || ' figures, such as ' || figure || ': ' || n || ' and '
    || other_n as detail_en,
from told
order by finding_key
