-- utility_state: the latest that is known of each utility.
-- zh: 水电气热现况
-- grain: kind, area_id, name
-- source: utilities, views/utility_limit, views/area_known
-- note: reserve_days as stated, else reserve by what is used a day; null = neither is known. is_short: below the limit.
create or replace macro utility_state(as_of) as table
with

latest as (
    select u.*
    from current_utilities(as_of) as u
    where u.at <= as_of
    qualify row_number() over (partition by u.kind, u.area_id, u.name order by u.at desc, u.batch_id desc) = 1
)

select u.kind, u.area_id, a.area_name, u.name, u.at as stated_at, coalesce(u.state, 'unknown') as state, u.reserve, u.per_day, u.unit,
    coalesce(u.reserve_days, u.reserve / nullif(u.per_day, 0)) as reserve_days,
    coalesce(u.reserve_days, u.reserve / nullif(u.per_day, 0)) < l.least_days as is_short, u.staff, u.remark, u.source, u.is_synthetic,
from latest as u
left join utility_limit(as_of) as l on u.kind = l.kind
left join area_known(as_of) as a on u.area_id = a.area_id
