-- business_zone_mode: the zone that matters most to a business, of those it surely stands in and of those it perhaps does.
-- zh: 企业所在风险区与区内营业方式
-- grain: business_id, is_certain
-- source: businesses, views/business_zone, views/open_rule_followed, zone_modes
-- note: high before medium, the older before the newer. mode is that of the rule for the category in zones of that level
-- note: (is_zone_rule); without one, of the default for it (dashboard/rules/zone_modes/), which may be to_verify: nothing is
-- note: said.
-- note: null = the zone changes nothing, since no default speaks of zones of its rule set.
create or replace macro business_zone_mode(as_of) as table
select
    b.business_id,
    z.is_certain,
    z.zone_id,
    z.level as zone_level,
    r.rule_id is not null as is_zone_rule,
    coalesce(r.mode, d.mode) as mode,
    r.capacity_share,
    r.rule_id,
    r.notice_no,
from business_zone(as_of) as z
inner join current_businesses(as_of) as b on z.business_id = b.business_id
left join open_rule_followed(as_of) as r on b.category = r.category and b.area_id = r.area_id and z.level = r.applies_in
left join main.zone_modes as d on z.scheme = d.scheme and z.level = d.level and b.category = d.category
qualify
    row_number() over (
        partition by b.business_id, z.is_certain
        order by (coalesce(r.mode, d.mode) is null), (z.level = 'high') desc, z.level_since, z.zone_id
    )
    = 1
