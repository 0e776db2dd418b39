-- indicators_latest: every published figure, the latest period of each.
-- zh: 公布指标最新值
-- grain: indicator, area_id, place, statement
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: indicator varchar  -- the indicator's code
-- column: area_name varchar  -- null = the whole city or not stated
-- column: value double  -- as published
-- column: unit varchar
-- column: qualifier varchar  -- exact, at_least, about or up_to
-- column: as_of timestamp  -- end of the period that the figure is about
-- column: label varchar
-- column: label_en varchar
-- column: topic varchar
-- column: area_id varchar  -- empty = not stated
-- column: place varchar  -- empty = the area as a whole
-- column: statement varchar  -- which statement of the source; empty = the only one
-- column: counting_unit varchar
-- column: period_start timestamp  -- null = a figure of a moment
-- column: source varchar
-- column: note varchar
-- column: is_synthetic boolean
-- source: indicators
-- note: two statements of one indicator are both kept; a check shows where they differ.
with

    latest as (
        select *
        from current_indicators($as_of)
        qualify
            row_number() over (
                partition by indicator, coalesce(area_id, ''), coalesce(place, ''), coalesce(statement, '')
                order by period_end desc, batch_id desc
            )
            = 1
    )

select
    i.indicator,
    a.area_name,
    i.value,
    i.unit,
    coalesce(i.qualifier, 'exact') as qualifier,
    i.period_end as as_of,
    i.label,
    i.label_en,
    i.topic,
    coalesce(i.area_id, '') as area_id,
    coalesce(i.place, '') as place,
    coalesce(i.statement, '') as statement,
    i.counting_unit,
    i.period_start,
    i.source,
    i.note,
    i.is_synthetic,
from latest as i
left join area_known($as_of) as a on i.area_id = a.area_id
order by i.indicator, coalesce(i.area_id, ''), coalesce(i.place, ''), coalesce(i.statement, '')
