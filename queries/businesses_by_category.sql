-- businesses_by_category: businesses by category, with how many are listed and how they may operate.
-- zh: 各类保供企业
-- grain: category
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: category varchar
-- column: businesses bigint  -- in the register, removed ones left out
-- column: listed bigint
-- column: applied bigint  -- applied to be listed, not verified yet
-- column: verified bigint  -- verified, not listed yet
-- column: suspended bigint
-- column: rectify bigint
-- column: open bigint  -- listed and open as usual
-- column: limited bigint  -- listed and open with limits: capacity, take-away, online, closed loop, inner supermarket
-- column: closed_by_rule bigint  -- listed, but the rule in force closes the category
-- column: as_registered bigint  -- listed by the register alone: no event, no rule for the category
-- column: without_event bigint  -- in the register, and no change of it was ever recorded
-- column: located bigint  -- with coordinates
-- column: is_synthetic boolean
-- source: views/business_state
with

    known_businesses as (
        select * from business_state($as_of) where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)
    )

select
    category,
    count(*) filter (where state <> 'removed') as businesses,
    count(*) filter (where state = 'listed') as listed,
    count(*) filter (where state = 'applied') as applied,
    count(*) filter (where state = 'verified') as verified,
    count(*) filter (where state = 'suspended') as suspended,
    count(*) filter (where state = 'rectify') as rectify,
    count(*) filter (where state = 'listed' and mode = 'open') as open,
    count(*) filter (where state = 'listed' and mode not in ('open', 'closed')) as limited,
    count(*) filter (where state = 'listed' and mode = 'closed') as closed_by_rule,
    count(*) filter (where state = 'listed' and mode is null) as as_registered,
    count(*) filter (where state <> 'removed' and state_since is null) as without_event,
    count(*) filter (where state <> 'removed' and lon is not null) as located,
    bool_or(is_synthetic) as is_synthetic,
from known_businesses
group by category
order by category
