-- hotline_day: calls by day, area, topic and outcome, with the period in which they were known.
-- zh: 每日各区各主题来电汇总
-- grain: day, area_id, topic, outcome, batch_id, is_synthetic, sys_from, sys_to
-- source: hotline_calls
-- note: sys_from and sys_to are part of the group, so that as-of answers stay exact for single rows that were corrected.
create or replace table hotline_day as
select
    cast(started_at as date) as day,
    area_id,
    topic,
    outcome,
    batch_id,
    is_synthetic,
    sys_from,
    sys_to,
    count(*) as calls,
from hotline_calls
group by cast(started_at as date), area_id, topic, outcome, batch_id, is_synthetic, sys_from, sys_to
order by day
