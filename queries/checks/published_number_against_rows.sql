-- published_number_against_rows: published numbers of gates, grids, supply points and closures that rows contradict.
-- zh: 公布的数量与逐条登记不符
-- severity: low
-- title: 公布的数量与逐条登记不符 | Published numbers that the rows do not bear out
-- advice: 请补报其余记录，或核对公布口径；合计按公布数，不重复相加。 | Send the other rows, or ask what is counted; nothing is added twice.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/counted_row, views/indicator_bound
-- note: a row with a number against the rows of its kind there that are one each; nothing is compared where there is none of
-- those.
-- note: and the published indicators named in the list below, of a district or the city, latest period, against what sums show.
with numbers as (select *, number_text || coalesce(' ' || counting_unit, '') as said from counted_number($as_of))

select
    finding_key,
    area_id,
    subject,
    since_at,
    name || '：公布 ' || said || '，逐条登记 ' || listed || '，差 ' || abs(stated - listed) as detail_zh,
    name || ': published ' || said || ', ' || listed || ' in rows, ' || abs(stated - listed) || ' apart' as detail_en,
from numbers
where not fits
order by finding_key
