-- businesses_search: businesses whose name, address or number holds a text, in the order of their names' readings (pinyin).
-- zh: 保供企业查询
-- grain: business_id
-- param: $text varchar = 超市  -- empty = all
-- param: $areas varchar[] = []  -- empty means every area
-- param: $category varchar =   -- empty = every category
-- param: $state varchar =   -- empty = every state
-- param: $limit bigint = 200  -- rows at most; null = all
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: business_id varchar
-- column: name varchar
-- column: category varchar
-- column: area_id varchar
-- column: area_name varchar
-- column: address varchar
-- column: state varchar
-- column: state_since timestamp  -- null = no change recorded
-- column: reason varchar
-- column: mode varchar  -- mode of operation now; null = as registered
-- column: mode_reason varchar  -- why; null = as registered
-- column: operation varchar  -- usual, limited, stopped, to_verify or not_listed; null = as registered
-- column: capacity bigint  -- people at once; null = not set
-- column: capacity_now double  -- people at once under the rule in force; null = no limit known
-- column: approver varchar
-- column: lon double
-- column: lat double
-- column: matches bigint  -- rows that match in all, also beyond the limit
-- column: is_synthetic boolean
-- source: views/business_state
with

    matching as (
        select *
        from business_state($as_of)
        where
            (
                coalesce($text, '') = ''
                or contains(lower(name), lower($text))
                or contains(lower(coalesce(address, '')), lower($text))
                or business_id = $text
            )
            and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
            and (coalesce($category, '') = '' or category = $category)
            and (coalesce($state, '') = '' or state = $state)
    ),

    counted as (
        select *, count(*) over () as matches
        from matching
        qualify row_number() over (order by name collate zh, business_id) <= coalesce($limit, 999999)
    )

select
    business_id,
    name,
    category,
    area_id,
    area_name,
    address,
    state,
    state_since,
    reason,
    mode,
    mode_reason,
    operation,
    capacity,
    capacity_now,
    approver,
    lon,
    lat,
    matches,
    is_synthetic,
from counted
order by name collate zh, business_id
