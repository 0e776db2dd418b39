-- districts_above_city: cumulative or existing counts of districts that add up to more than the city's.
-- zh: 区县之和大于全市
-- severity: high
-- title: 区县之和大于全市 | Figures whose districts add up to more than the city
-- advice: 请核对各区与全市口径。 | Compare the definitions of districts and city.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: indicators, views/area_known
-- note: published indicators of one period, statement and unit, bounds at their bound. Bulletins have a check of their own.
with

    figures as (
        select
            i.indicator,
            i.label,
            coalesce(i.label_en, i.indicator) as label_en,
            i.period_end,
            i.unit,
            i.value,
            a.area_id,
            coalesce(i.statement, '') as statement_key,
            coalesce(i.qualifier, 'exact') as qualifier_key,
            i.area_id is null or a.is_city as is_total,
            coalesce(a.is_nested, false) as is_nested,
        from current_indicators($as_of) as i
        left join area_known($as_of) as a on i.area_id = a.area_id
        where i.place is null
    ),

    sums as (
        select indicator, period_end, unit, statement_key, sum(value) as district_sum, count(*) as districts
        from figures
        where not is_total and not is_nested and qualifier_key in ('exact', 'at_least')
        group by indicator, period_end, unit, statement_key
    )

select
    concat_ws(':', f.indicator, f.area_id, strftime(f.period_end, '%Y-%m-%d %H:%M'), f.unit, f.statement_key) as finding_key,
    f.area_id,
    f.indicator as subject,
    if(f.period_end <= $as_of, f.period_end, null) as since_at,
    f.label
    || '：'
    || s.districts
    || ' 个区县之和 '
    || format('{:.10g}', s.district_sum)
    || ' 大于全市 '
    || format('{:.10g}', f.value) as detail_zh,
    f.label_en
    || ': '
    || s.districts
    || ' districts add to '
    || format('{:.10g}', s.district_sum)
    || ', the city is '
    || format('{:.10g}', f.value) as detail_en,
from figures as f
inner join
    sums as s
    on f.indicator = s.indicator
    and f.period_end = s.period_end
    and f.unit = s.unit
    and f.statement_key = s.statement_key
where f.is_total and f.qualifier_key in ('exact', 'up_to') and s.district_sum > f.value
order by finding_key
