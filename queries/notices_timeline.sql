-- notices_timeline: notices, policies and events, for the timeline and the marks on curves.
-- zh: 通告与事件时间线
-- grain: notice_id
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: notice_id varchar
-- column: published_at timestamp
-- column: effective_at timestamp  -- null = at once or not stated
-- column: notice_no varchar
-- column: title varchar
-- column: title_en varchar
-- column: kind varchar
-- column: scheme varchar
-- column: area_id varchar  -- null = the whole city
-- column: area_name varchar
-- column: source varchar
-- column: is_synthetic boolean
-- source: notices
with

    known_notices as (
        select n.*, n.at as published_at
        from current_notices($as_of) as n
        where
            n.at <= $as_of
            and ($start::date is null or cast(n.at as date) >= $start::date)
            and ($end::date is null or cast(n.at as date) <= $end::date)
    )

select
    n.notice_id,
    n.published_at,
    n.effective_at,
    n.notice_no,
    n.title,
    n.title_en,
    n.kind,
    n.scheme,
    n.area_id,
    a.area_name,
    n.source,
    n.is_synthetic,
from known_notices as n
left join area_known($as_of) as a on n.area_id = a.area_id
order by n.notice_id
