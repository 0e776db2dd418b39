-- notice_number_twice: one notice number on two notices of different title.
-- zh: 同一文号出现在两份通告上
-- severity: medium
-- title: 文号重复 | One number on two notices
-- advice: 请核对文号。 | Check the numbers.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: notices
with

    numbered as (
        select
            notice_no, any_value(area_id) as area_id, count(distinct title) as titles, list(notice_id order by notice_id) as ids
        from current_notices($as_of)
        where notice_no is not null
        group by notice_no
    )

select
    notice_no as finding_key,
    area_id,
    array_to_string(ids, ', ') as subject,
    '文号「' || notice_no || '」用于 ' || titles || ' 份不同的通告' as detail_zh,
    'Number “' || notice_no || '” stands on ' || titles || ' different notices' as detail_en,
from numbered
where titles > 1
order by finding_key
