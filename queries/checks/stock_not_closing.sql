-- stock_not_closing: bulletins whose cumulative figure is not existing, recovered and died together.
-- zh: 累计不等于现有、治愈、死亡之和的通报
-- severity: medium
-- title: 累计与现有、治愈、死亡不闭合 | Cumulative is not existing + recovered + died
-- advice: 请向发布单位核实；公布数字原样保留。 | Ask the unit that published it; the figures stay as published.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/bulletin_tally
-- note: where cumulative, existing and recovered of one class and area are stated and exact; deaths that are not stated are
-- taken as none.
with

    stocks as (
        select *, existing + recovered + coalesce(dead, 0) as parts_sum
        from bulletin_tally($as_of)
        where cumulative is not null and existing is not null and recovered is not null
    )

select
    concat_ws(':', bulletin_id, area_id, class) as finding_key,
    area_id,
    bulletin_id as subject,
    published_at as since_at,
    day
    || ' 通报：累计 '
    || cumulative
    || '；现有 '
    || existing
    || ' + 治愈 '
    || recovered
    || coalesce(' + 死亡 ' || dead, '')
    || ' = '
    || parts_sum
    || if(dead is null, '（未公布死亡，按 0 计）', '')
    || '，差 '
    || (cumulative - parts_sum)
    || '；现有为 '
    || (existing + cumulative - parts_sum)
    || ' 或累计为 '
    || parts_sum
    || ' 时闭合' as detail_zh,
    'Bulletin of '
    || day
    || ': cumulative '
    || cumulative
    || '; existing '
    || existing
    || ' + recovered '
    || recovered
    || coalesce(' + died ' || dead, '')
    || ' = '
    || parts_sum
    || if(dead is null, ' (deaths not stated, taken as 0)', '')
    || ', '
    || (cumulative - parts_sum)
    || ' apart; closes with existing '
    || (existing + cumulative - parts_sum)
    || ' or cumulative '
    || parts_sum as detail_en,
from stocks
where cumulative <> parts_sum
order by finding_key
