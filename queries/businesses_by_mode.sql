-- businesses_by_mode: listed businesses by their mode of operation and the reason for it.
-- zh: 在册保供企业的营业方式与原因
-- grain: mode, mode_reason
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: mode varchar
-- column: mode_reason varchar
-- column: businesses bigint
-- column: is_synthetic boolean
-- source: views/business_state
-- note: whom only the register names, without a rule, a zone or a visit, has no mode and is left out.
with

    known_businesses as (
        select * from business_state($as_of) where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)
    )

select mode, mode_reason, count(*) as businesses, bool_or(is_synthetic) as is_synthetic,
from known_businesses
where state = 'listed' and mode is not null
group by mode, mode_reason
order by mode, mode_reason
