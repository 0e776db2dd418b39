-- hotline_need_call: calls about what people need, by day and district as it stands now.
-- zh: 每日各区各类需求的来电
-- grain: need, day, area_id
-- source: rollups/hotline_day, views/area_standing
-- note: needs: food (supply, delivery), medical, transport, health_code. area_id null = not recorded. Days without such calls are
-- absent.
create or replace macro hotline_need_call(as_of) as table
select n.need, c.day, coalesce(m.standing_id, c.area_id) as area_id, sum(c.calls)::bigint as calls, bool_or(c.is_synthetic) as is_synthetic,
from main.hotline_day as c
inner join (
    select unnest(['supply', 'delivery', 'medical', 'transport', 'health_code']) as topic,
        unnest(['food', 'food', 'medical', 'transport', 'health_code']) as need,
) as n on c.topic = n.topic
left join area_standing(as_of) as m on c.area_id = m.area_id
where c.sys_from <= as_of and (c.sys_to is null or c.sys_to > as_of)
group by all
