-- business_state: every business of the register with its present state, its mode of operation, and the reason for it.
-- zh: 保供企业当前状态与营业方式
-- grain: business_id
-- source: views/business_ruling, views/business_visit, views/area_known
-- cached: many questions of one moment read it
-- note: a business without an event is listed, since the register is the whitelist. What is not listed is closed.
-- note: in this order: the register, an inspection that closed it, a zone that it perhaps stands in and that would change its
-- note: mode (to_verify), a deadline for rectification that has passed (to_verify), the rule or default of the zone that it
-- note: stands in, the rule outside zones. mode null = as registered: no event, no rule, no zone.
-- note: operation is what counts as operating: usual (open), limited (capacity_limited, takeaway_only, online_only,
-- note: closed_loop),
-- note: stopped (suspended, to rectify, or listed and closed, or inner_supermarket_only), to_verify, not_listed; null as mode.
-- note: zone_level, zone_id and is_zone_certain are of the zone that it stands in, or perhaps stands in; null = in none.
create or replace macro business_state(as_of) as table
with

decided as (
    select
        s.*,
        v.inspection_id,
        v.visited_at as inspected_at,
        v.outcome as inspection_outcome,
        case
            when s.state <> 'listed' then 'register_' || s.state
            when v.is_closing then 'inspection_' || v.outcome
            when
                s.mode_perhaps is distinct from s.mode_sure
                or (s.mode_sure = 'capacity_limited' and s.share_perhaps <> s.share_sure)
                then 'zone_unsure'
            when s.mode_sure in ('closed', 'inner_supermarket_only', 'to_verify') then s.reason_sure
            when v.inspection_id is not null then 'rectify_overdue'
            when s.mode_sure = 'capacity_limited' and floor(s.capacity * s.share_sure) = 0 then 'no_capacity'
            else s.reason_sure
        end as mode_reason,
        case
            when s.state <> 'listed' or v.is_closing then 'closed'
            when mode_reason in ('zone_unsure', 'rectify_overdue', 'no_capacity') then 'to_verify'
            else s.mode_sure
        end as mode,
    from business_ruling(as_of) as s
    left join business_visit(as_of) as v on s.business_id = v.business_id
)

select
    d.* exclude (
        outside_rule_id, outside_notice_no, sure_zone_id, sure_level, sure_rule_id, sure_notice_no, perhaps_zone_id, perhaps_level,
        mode_outside, mode_sure, mode_perhaps, share_sure, share_perhaps, reason_sure, mode, mode_reason
    ),
    a.area_name,
    d.mode,
    d.mode_reason,
    case
        when d.state in ('suspended', 'rectify') then 'stopped'
        when d.state <> 'listed' then 'not_listed'
        when d.mode in ('closed', 'inner_supermarket_only') then 'stopped'
        when d.mode = 'open' then 'usual'
        when d.mode = 'to_verify' then 'to_verify'
        when d.mode is not null then 'limited'
    end as operation,
    if(
        d.mode_reason in ('zone_rule', 'rule', 'zone_unsure', 'rectify_overdue', 'no_capacity'),
        coalesce(d.sure_rule_id, d.outside_rule_id),
        null
    ) as rule_id,
    if(rule_id is null, null, if(d.sure_rule_id is null, d.outside_notice_no, d.sure_notice_no)) as notice_no,
    if(d.mode_reason = 'zone_unsure', d.perhaps_zone_id, coalesce(d.sure_zone_id, d.perhaps_zone_id)) as zone_id,
    if(d.mode_reason = 'zone_unsure', d.perhaps_level, coalesce(d.sure_level, d.perhaps_level)) as zone_level,
    if(zone_id is null, null, zone_id is not distinct from d.sure_zone_id) as is_zone_certain,
    coalesce(d.mode_reason = 'zone_rule', false) as is_zone_rule,
    if(d.mode = 'capacity_limited', floor(d.capacity * d.share_sure), null) as capacity_now,
from decided as d
left join area_known(as_of) as a on d.area_id = a.area_id
