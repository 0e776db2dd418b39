-- open_rule_followed: the one rule that businesses of a category and district follow, outside zones and in those of each level.
-- zh: 各类别各区县遵循的营业规则
-- grain: category, area_id, applies_in
-- source: businesses, views/open_rule_known
-- note: of the rules in force one of the district goes before one of the city, then a later before an earlier, then a stricter.
-- note: applies_in is high, medium or outside; one for low-risk areas is for whoever stands in no zone, and goes before one
-- note: without a level. Limited to nobody is closed.
create or replace macro open_rule_followed(as_of) as table
select
    k.category,
    k.area_id,
    if(r.zone_level in ('high', 'medium'), r.zone_level, 'outside') as applies_in,
    r.rule_id,
    if(r.mode = 'capacity_limited' and r.capacity_share = 0, 'closed', r.mode) as mode,
    coalesce(r.capacity_share, 1) as capacity_share,
    r.notice_no,
    r.began_at,
from (select distinct category, area_id from current_businesses(as_of)) as k
inner join open_rule_known(as_of) as r on k.category = r.category and (r.area_id is null or k.area_id = r.area_id)
where r.began_at <= as_of and (r.valid_to is null or r.valid_to > as_of)
qualify
    row_number() over (
        partition by k.category, k.area_id, if(r.zone_level in ('high', 'medium'), r.zone_level, 'outside')
        order by
            (r.zone_level is not null) desc,
            (r.area_id is not null) desc,
            r.began_at desc,
            list_position(
                ['closed', 'inner_supermarket_only', 'online_only', 'takeaway_only', 'closed_loop', 'capacity_limited', 'open'], r.mode
            ),
            coalesce(r.capacity_share, 1),
            r.rule_id
    )
    = 1
