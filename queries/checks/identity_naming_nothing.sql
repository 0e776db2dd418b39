-- identity_naming_nothing: terms of equations that name a figure which nobody published.
-- zh: 等式中指向不存在的公布数字的项
-- severity: low
-- title: 等式的一项没有对应的公布数字 | Terms of equations that name no published figure
-- advice: 请核对指标代码、地区、地点、篇目与截止时间，或补报该指标。 | Check code, area, place, statement and date, or send the figure.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: identities, views/indicator_bound
-- note: such an equation is never tested, and would look as if it held. One contradiction an equation; named is its first term.
with

    terms as (select * from current_identities($as_of)),

    figures as (select * from indicator_bound($as_of)),

    missing as (
        select t.*
        from terms as t
        anti join
            figures as f
            on t.indicator = f.indicator
            and t.area_id is not distinct from f.area_id
            and t.place is not distinct from f.place
            and t.statement is not distinct from f.statement
            and (t.period_end is null or t.period_end = f.period_end)
    )

select
    identity as finding_key,
    min(area_id) as area_id,
    identity as subject,
    null::timestamp as since_at,
    any_value(title) || '：没有公布数字 ' || min(indicator) || if(count(*) > 1, ' 等 ' || count(*) || ' 项', '') || '，未能检验' as detail_zh,
    any_value(coalesce(title_en, title))
    || ': no published figure '
    || min(indicator)
    || if(count(*) > 1, ' and ' || (count(*) - 1) || ' more', '')
    || ', not tested' as detail_en,
from missing
group by identity
order by finding_key
