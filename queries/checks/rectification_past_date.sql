-- rectification_past_date: orders to rectify past their date that no later visit has followed up.
-- zh: 到期未复查的限期整改
-- severity: medium
-- title: 限期整改到期未复查 | Rectifications past their date without a second visit
-- advice: 请复查并上报结果，或重新确定期限。 | Visit the place again and send the outcome, or set another date.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/inspection_visit
-- note: the day of the date itself still counts as in time.
with late_orders as (select * from inspection_visit($as_of) where rectification = 'overdue')

select
    inspection_id as finding_key,
    area_id,
    coalesce(business_id, inspection_id) as subject,
    rectify_by::timestamp + interval 1 day as since_at,
    coalesce(place_name, '未写明的场所')
    || '：'
    || strftime(visited_at, '%m-%d')
    || ' 检查要求 '
    || strftime(rectify_by, '%m-%d')
    || ' 前整改，此后没有复查记录' as detail_zh,
    coalesce(place_name, 'a place not named')
    || ': told on '
    || strftime(visited_at, '%m-%d')
    || ' to rectify by '
    || strftime(rectify_by, '%m-%d')
    || ', not visited since' as detail_en,
from late_orders
order by finding_key
