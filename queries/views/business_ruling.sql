-- business_ruling: every business of the register with its state, and what rules and zones say of it, before inspections.
-- zh: 企业登记状态与规则、风险区所定的营业方式
-- grain: business_id
-- source: businesses, views/business_step, views/open_rule_followed, views/business_zone_mode
-- note: mode_sure is what holds in any case, mode_perhaps what holds if it stands in the zone that only a wording or a point
-- note: names.
-- note: a rule for the level of the zone goes before one without a level; a default opens nothing that a rule closes.
-- note: without a rule a business that an event lists is open, and one that only the register names is as registered: null.
create or replace macro business_ruling(as_of) as table
with

last_events as (select business_id, event, happened_at as since, reason from business_step(as_of) where is_last),

stated as (
    select
        b.*,
        if(coalesce(e.event, 'listed') = 'reinstated', 'listed', coalesce(e.event, 'listed')) as state,
        e.since as state_since,
        e.reason,
    from current_businesses(as_of) as b
    left join last_events as e on b.business_id = e.business_id
)

select
    s.*,
    o.rule_id as outside_rule_id,
    o.notice_no as outside_notice_no,
    z.zone_id as sure_zone_id,
    z.zone_level as sure_level,
    z.rule_id as sure_rule_id,
    z.notice_no as sure_notice_no,
    p.zone_id as perhaps_zone_id,
    p.zone_level as perhaps_level,
    coalesce(o.mode, if(s.state_since is null, null, 'open')) as mode_outside,
    case
        when z.is_zone_rule then z.mode
        when z.mode is null or mode_outside = 'closed' or (mode_outside = 'inner_supermarket_only' and z.mode <> 'closed') then mode_outside
        else z.mode
    end as mode_sure,
    case
        when p.is_zone_rule then p.mode
        when p.mode is null or mode_sure = 'closed' or (mode_sure = 'inner_supermarket_only' and p.mode <> 'closed') then mode_sure
        else p.mode
    end as mode_perhaps,
    if(z.is_zone_rule, z.capacity_share, coalesce(o.capacity_share, 1)) as share_sure,
    if(p.is_zone_rule, p.capacity_share, share_sure) as share_perhaps,
    case
        when z.is_zone_rule then 'zone_rule'
        when mode_sure is distinct from mode_outside then if(mode_sure = 'to_verify', 'zone_silent', 'zone_default')
        when o.rule_id is not null then 'rule'
        when mode_outside = 'open' then 'listed'
    end as reason_sure,
from stated as s
left join open_rule_followed(as_of) as o on s.category = o.category and s.area_id = o.area_id and o.applies_in = 'outside'
left join business_zone_mode(as_of) as z on s.business_id = z.business_id and z.is_certain
left join
    business_zone_mode(as_of) as p
    on s.business_id = p.business_id
    and not p.is_certain
    and (z.zone_level is null or (z.zone_level = 'medium' and p.zone_level = 'high'))
