-- bulletin_not_adding_up: published figures of a bulletin whose parts do not add up to them.
-- zh: 通报数字与分项之和不符
-- severity: medium
-- title: 通报分项之和与合计不符 | Bulletins whose parts do not add up
-- advice: 请向发布单位核实；公布数字原样保留。 | Ask the unit that published it; the figures stay as published.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/bulletin_breakdown, views/bulletin_standing
-- note: by class, district, route, origin and severity; qualified figures only in the direction that they state.
with

    broken as (
        select
            b.*,
            s.day,
            concat_ws('/', b.measure, b.class, b.area_id, b.route, b.origin, b.severity) as figure,
            case
                b.dimension
                when 'class'
                then '病例类别'
                when 'area'
                then '区县'
                when 'route'
                then '发现途径'
                when 'origin'
                then '本土/输入'
                else '临床分型'
            end as dimension_zh,
            if(b.dimension = 'area', 'district', b.dimension) as dimension_en,
            s.reporter_id,
            s.published_at,
        from bulletin_breakdown($as_of) as b
        inner join bulletin_standing($as_of) as s on b.bulletin_id = s.bulletin_id
        where not b.closes
    )

select
    concat_ws(':', bulletin_id, dimension, figure) as finding_key,
    coalesce(area_id, reporter_id) as area_id,
    bulletin_id as subject,
    published_at as since_at,
    day || ' 通报：按' || dimension_zh || '相加为 ' || parts_sum || '，公布为 ' || published as detail_zh,
    'Bulletin of '
    || day
    || ': published '
    || dimension_en
    || ' figures add to '
    || parts_sum
    || ', the total is '
    || published as detail_en,
from broken
order by finding_key
