-- 昨日与今日每小时来电与接通
-- Calls offered and answered by hour, yesterday and today
select hour, offered, answered, round(answered / nullif(offered, 0), 3) as connect_share
from hotline_hour_known
where hour >= $as_of::date - 1
order by hour
