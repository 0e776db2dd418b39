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
-- column: limited bigint  -- listed and open with limits: capacity, take-away, online, closed loop
-- column: listed_closed bigint  -- listed, but a rule, its zone or an inspection closes it, supermarkets inside malls excepted
-- column: to_verify bigint  -- listed, but whether it operates must be verified: perhaps in a zone, or past a deadline
-- column: as_registered bigint  -- listed by the register alone: no event, no rule for the category, no zone
-- column: untold bigint  -- listed, and neither an event nor a rule speaks of it
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
    count(*) filter (where operation = 'usual') as open,
    count(*) filter (where operation = 'limited') as limited,
    count(*) filter (where state = 'listed' and operation = 'stopped') as listed_closed,
    count(*) filter (where operation = 'to_verify') as to_verify,
    count(*) filter (where operation is null) as as_registered,
    count(*) filter (where state = 'listed' and state_since is null and rule_id is null) as untold,
    count(*) filter (where state <> 'removed' and state_since is null) as without_event,
    count(*) filter (where state <> 'removed' and lon is not null) as located,
    bool_or(is_synthetic) as is_synthetic,
from known_businesses
group by category
order by category
