-- hotline_interval_above_offered: published hotline counts whose parts exceed the calls offered.
-- zh: 接通、放弃与遇忙之和大于来电量
-- severity: medium
-- title: 热线统计分项大于来电量 | Hotline figures with parts above the calls offered
-- advice: 请向热线中心核实；公布数字原样保留。 | Ask the hotline centre; the figures stay as published.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: hotline_intervals
-- note: answered, abandoned and blocked, as far as published; only exact figures. A part not published counts as 0.
with

    parts as (
        select *, coalesce(answered, 0) + coalesce(abandoned, 0) + coalesce(blocked, 0) as parts_sum
        from current_hotline_intervals($as_of)
        where coalesce(qualifier, 'exact') = 'exact'
    )

select
    concat_ws(
        ':',
        strftime(interval_start, '%Y-%m-%d %H:%M'),
        strftime(interval_end, '%Y-%m-%d %H:%M'),
        coalesce(channel, ''),
        coalesce(topic, '')
    ) as finding_key,
    null::varchar as area_id,
    concat_ws('/', channel, topic, strftime(interval_start, '%Y-%m-%d %H:%M')) as subject,
    if(interval_end <= $as_of, interval_end, null) as since_at,
    strftime(interval_start, '%m-%d %H:%M') || ' 起：来电 ' || offered || '，接通、放弃、遇忙合计 ' || parts_sum as detail_zh,
    'From '
    || strftime(interval_start, '%m-%d %H:%M')
    || ': '
    || offered
    || ' offered, answered, abandoned and blocked add to '
    || parts_sum as detail_en,
from parts
where parts_sum > offered
order by finding_key
