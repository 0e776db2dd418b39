-- cumulative_not_carrying_over: yesterday's cumulative figure and today's new one that do not make today's cumulative figure.
-- zh: 前一日累计加当日新增不等于当日累计
-- severity: medium
-- title: 前一日累计加当日新增与当日累计不符 | Yesterday's total and today's new cases do not make today's total
-- advice: 请向发布单位核实是否更正；公布数字原样保留。 | Ask whether it is a correction; the figures stay as published.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/bulletin_tally
-- note: cases and deaths of one area and class on two days that follow each other, both exact, the later of a whole day.
-- note: assumed, and said: nobody was taken off, and cumulative ends with the window. A stated reason explains the difference.
-- fmt: off
with

    days as (
        select *
        from bulletin_tally($as_of)
        qualify
            row_number() over (
                partition by reporter_id, area_id, class, day order by window_end desc, revision desc, published_at desc, bulletin_id desc
            )
            = 1
    ),

    pairs as (
        select t.*, y.day as day_before, y.cumulative as before, t.new as flow, t.cumulative as after, '累计' as zh, 'cumulative' as en
        from days as t
        inner join
            days as y
            on t.reporter_id = y.reporter_id and t.area_id = y.area_id and t.class = y.class and y.day = t.day - interval 1 day
        union all
        select t.*, y.day, y.dead, t.new_dead, t.dead, '累计死亡', 'died'
        from days as t
        inner join
            days as y
            on t.reporter_id = y.reporter_id and t.area_id = y.area_id and t.class = y.class and y.day = t.day - interval 1 day
    )

select
    concat_ws(':', bulletin_id, area_id, class, en) as finding_key,
    area_id,
    bulletin_id as subject,
    published_at as since_at,
    day || ' 通报：' || day_before || ' ' || zh || ' ' || before || ' + 新增 ' || flow || ' = ' || (before + flow) || '，公布 ' || after || '，差 '
    || (after - before - flow) || '；假定无核减，新增为 ' || (after - before) || ' 时闭合' as detail_zh,
    'Bulletin of ' || day || ': ' || en || ' ' || before || ' on ' || day_before || ' + new ' || flow || ' = ' || (before + flow)
    || ', published ' || after || '; assuming that none was taken off, new ' || (after - before) || ' would close it' as detail_en,
from pairs
where before + flow <> after and not is_partial and reason is null
order by finding_key
