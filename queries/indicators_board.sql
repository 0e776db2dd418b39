-- indicators_board: published figures by topic, with earlier values counted.
-- zh: 公布指标板
-- grain: topic, indicator, area_id, place, statement
-- param: $topics varchar[] = []  -- empty means every topic
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: topic varchar  -- other = not stated
-- column: indicator varchar
-- column: label varchar
-- column: label_en varchar
-- column: value double
-- column: unit varchar
-- column: qualifier varchar  -- exact, at_least, about or up_to
-- column: counting_unit varchar
-- column: area_id varchar  -- empty = not stated
-- column: area_name varchar
-- column: place varchar  -- empty = the area as a whole
-- column: statement varchar
-- column: period_start timestamp
-- column: as_of timestamp  -- end of the period
-- column: age_days double  -- days since then
-- column: periods bigint  -- periods known of this figure
-- column: statements bigint  -- statements of the same figure for the same period
-- column: source varchar
-- column: is_synthetic boolean
-- source: indicators
with

    figures as (
        select
            *,
            coalesce(area_id, '') as area_key,
            coalesce(place, '') as place_key,
            coalesce(statement, '') as statement_key,
            coalesce(topic, 'other') as topic_key,
        from current_indicators($as_of)
        where len($topics::varchar[]) = 0 or list_contains($topics::varchar[], coalesce(topic, 'other'))
    ),

    counted as (
        select
            *,
            count(*) over (partition by indicator, area_key, place_key, statement_key) as periods,
            count(*) over (partition by indicator, area_key, place_key, period_end) as statements,
        from figures
        qualify
            row_number() over (partition by indicator, area_key, place_key, statement_key order by period_end desc, batch_id desc)
            = 1
    )

select
    i.topic_key as topic,
    i.indicator,
    i.label,
    i.label_en,
    i.value,
    i.unit,
    coalesce(i.qualifier, 'exact') as qualifier,
    i.counting_unit,
    i.area_key as area_id,
    a.area_name,
    i.place_key as place,
    i.statement_key as statement,
    i.period_start,
    i.period_end as as_of,
    date_diff('second', i.period_end, $as_of) / 86400.0 as age_days,
    i.periods,
    i.statements,
    i.source,
    i.is_synthetic,
from counted as i
left join area_known($as_of) as a on i.area_id = a.area_id
order by i.topic_key, i.indicator, i.area_key, i.place_key, i.statement_key
