-- business_state: every business of the register with its present state and mode of operation.
-- zh: 保供企业当前状态与营业方式
-- grain: business_id
-- source: businesses, business_events, open_rules, views/area_known, views/business_zone
-- note: a business without an event is listed, since the register is the whitelist. reinstated means listed again.
-- note: mode is that of the latest rule in force outside zones, of its district or the city; without a rule a business that an
-- event lists is open,
-- note: and one that only the register names is as registered: null.
-- note: a rule for a level of zones goes before it for those inside a zone of that level; is_zone_rule says that it did.
-- zone_level
-- null = in none.
create or replace macro business_state(as_of) as table
with

known_businesses as (select * from current_businesses(as_of)),

last_events as (
    select e.business_id, e.event, e.at as since, e.reason
    from current_business_events(as_of) as e
    where e.at <= as_of
    qualify row_number() over (
        partition by e.business_id order by e.at desc, (e.event in ('removed', 'suspended')) desc, e.batch_id desc
    ) = 1
),

rules as (
    select
        k.category, k.area_id, r.zone_level, arg_max(r.mode, (r.began_at, r.area_id is not null)) as mode,
        arg_max(coalesce(r.capacity_share, 1), (r.began_at, r.area_id is not null)) as capacity_share,
    from (select distinct category, area_id from known_businesses) as k
    inner join open_rule_known(as_of) as r on k.category = r.category and (r.area_id is null or k.area_id = r.area_id)
    where r.began_at <= as_of and (r.valid_to is null or r.valid_to > as_of)
    group by k.category, k.area_id, r.zone_level
),

inside as (
    select business_id, if(bool_or(level = 'high'), 'high', 'medium') as zone_level from business_zone(as_of) group by business_id
),

stated as (
    select
        b.*,
        if(coalesce(e.event, 'listed') = 'reinstated', 'listed', coalesce(e.event, 'listed')) as state,
        e.since as state_since,
        e.reason,
    from known_businesses as b
    left join last_events as e on b.business_id = e.business_id
)

select
    s.*,
    a.area_name,
    i.zone_level,
    z.mode is not null as is_zone_rule,
    case when s.state = 'listed' then coalesce(z.mode, r.mode, if(s.state_since is null, null, 'open')) else 'closed' end as mode,
    case
        when s.state = 'listed' and coalesce(z.mode, r.mode) = 'capacity_limited'
            then floor(s.capacity * if(z.mode is null, r.capacity_share, z.capacity_share))
    end as capacity_now,
from stated as s
left join rules as r on s.category = r.category and s.area_id = r.area_id and r.zone_level is null
left join inside as i on s.business_id = i.business_id
left join rules as z on s.category = z.category and s.area_id = z.area_id and i.zone_level = z.zone_level
left join area_known(as_of) as a on s.area_id = a.area_id
