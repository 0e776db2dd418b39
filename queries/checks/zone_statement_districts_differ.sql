-- zone_statement_districts_differ: notices whose districts do not add up to what they state for the whole city.
-- zh: 通告中各区风险区数之和不等于全市
-- severity: medium
-- title: 通告各区之和与全市不符 | Notices whose districts do not add up to the city
-- advice: 请核对有无漏列的区县；公布数字原样保留。 | Check whether a district is left out; the figures stay as published.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/zone_statement
-- note: in force, declared, lifted. Where a district's figure is not stated the sum is a bound: found only above the city.
-- note: functional zones that count within another district are left out of the sum.
with

    stated as (
        select
            unnest(['existing', 'added', 'lifted']) as figure,
            unnest(['现有', '新增', '解除']) as figure_zh,
            unnest(['in force', 'declared', 'lifted']) as figure_en,
            unnest([existing, added, lifted]) as zones,
            *,
        from zone_statement($as_of)
        where is_exact and not is_nested
    ),

    districts as (
        select notice_no, level, figure, sum(zones) as zones, count(*) as named, count(zones) as known
        from stated
        where area_id is not null
        group by notice_no, level, figure
    )

select
    concat_ws(':', c.notice_no, coalesce(c.level, 'all'), c.figure) as finding_key,
    null::varchar as area_id,
    c.notice_no as subject,
    c.stated_at as since_at,
    c.notice_no
    || '：'
    || d.known
    || ' 个区县'
    || c.figure_zh
    || c.level_zh
    || '合计 '
    || d.zones
    || ' 个，全市为 '
    || c.zones
    || ' 个' as detail_zh,
    c.notice_no
    || ': '
    || c.level_en
    || ' '
    || c.figure_en
    || ' add to '
    || d.zones
    || ' over '
    || d.known
    || ' districts, the city is '
    || c.zones as detail_en,
from stated as c
inner join districts as d on c.notice_no = d.notice_no and c.level is not distinct from d.level and c.figure = d.figure
where c.area_id is null and (d.zones > c.zones or (d.zones < c.zones and d.known = d.named))
order by finding_key
