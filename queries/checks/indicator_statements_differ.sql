-- indicator_statements_differ: two statements of one published figure that cannot both hold.
-- zh: 同一指标的两处说法不一致
-- severity: medium
-- title: 同一指标两处说法不一致 | Figures that two statements give differently
-- advice: 请向发布单位核实以哪一处为准；两处都保留。 | Ask which one holds; both are kept.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/indicator_bound
-- note: at least and at most are bounds, so 50+ and 54 do not contradict each other; about is within a tenth.
with

    figures as (
        select
            indicator,
            label,
            coalesce(label_en, indicator) as label_en,
            area_id,
            coalesce(place, '') as place_key,
            period_end,
            coalesce(statement, '') as statement_key,
            value,
            unit,
            lowest,
            highest,
        from indicator_bound($as_of)
    ),

    pairs as (
        select a.*, b.statement_key as other_statement, b.value as other_value
        from figures as a
        inner join
            figures as b
            on a.indicator = b.indicator
            and a.area_id is not distinct from b.area_id
            and a.place_key = b.place_key
            and a.period_end = b.period_end
            and a.unit = b.unit
            and a.statement_key < b.statement_key
        where a.lowest > b.highest or b.lowest > a.highest
    )

select
    concat_ws(
        ':', indicator, coalesce(area_id, ''), place_key, strftime(period_end, '%Y-%m-%d %H:%M'), statement_key, other_statement
    ) as finding_key,
    area_id,
    indicator as subject,
    if(period_end <= $as_of, period_end, null) as since_at,
    label
    || '：'
    || statement_key
    || '为 '
    || format('{:.10g}', value)
    || ' '
    || unit
    || '，'
    || other_statement
    || '为 '
    || format('{:.10g}', other_value)
    || ' '
    || unit as detail_zh,
    label_en
    || ': '
    || format('{:.10g}', value)
    || ' ('
    || statement_key
    || ') against '
    || format('{:.10g}', other_value)
    || ' ('
    || other_statement
    || ')' as detail_en,
from pairs
order by finding_key
