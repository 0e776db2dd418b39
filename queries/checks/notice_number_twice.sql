-- notice_number_twice: one notice number on two notices of different title.
-- zh: 同一文号出现在两份通告上
-- severity: medium
-- title: 文号重复 | Numbers used by two notices
-- advice: 请核对文号。 | Check the numbers.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: notices
with

    titled as (
        select notice_no, title, min(n.at) as first_at, list(notice_id) as ids, list(coalesce(area_id, '')) as areas
        from current_notices($as_of) as n
        where notice_no is not null
        group by notice_no, title
    ),

    numbered as (
        select
            notice_no,
            count(*) as titles,
            list_sort(list(first_at))[2] as second_at,
            list_sort(flatten(list(ids))) as ids,
            list_distinct(flatten(list(areas))) as areas,
        from titled
        group by notice_no
    )

select
    notice_no as finding_key,
    if(len(areas) = 1, nullif(areas[1], ''), null) as area_id,
    array_to_string(ids, ', ') as subject,
    second_at as since_at,
    '文号“' || notice_no || '”用于 ' || titles || ' 份不同的通告' as detail_zh,
    'Number “' || notice_no || '” stands on ' || titles || ' different notices' as detail_en,
from numbered
where titles > 1
order by finding_key
