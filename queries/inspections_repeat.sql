-- inspections_repeat: places found faulty again within some days of a first fault.
-- zh: 屡查屡犯的场所
-- grain: place_key
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: place_key varchar  -- the business's number, else district and name
-- column: business_id varchar  -- null = not in the register
-- column: place_name varchar
-- column: category varchar  -- unknown = not recorded
-- column: area_id varchar
-- column: area_name varchar
-- column: faults bigint  -- visits that found a fault in the last days
-- column: on_spot bigint  -- of these, fixed on the spot
-- column: ordered bigint  -- to rectify by a date
-- column: suspended bigint
-- column: shut bigint
-- column: filed bigint  -- a case was filed
-- column: first_at timestamp  -- of these faults
-- column: last_at timestamp
-- column: repeat_days integer  -- days back from the moment that are looked at
-- column: is_synthetic boolean
-- source: views/inspection_visit, views/oversight_limit
-- note: how many days, and how many faults, stands in views/oversight_limit.
with

    faults as (
        select v.*, l.repeat_days, l.repeat_faults
        from inspection_visit($as_of) as v
        cross join oversight_limit($as_of) as l
        where
            v.is_faulty
            and v.place_key is not null
            and v.visited_at > $as_of - to_days(l.repeat_days)
            and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], v.area_id))
    )

select
    place_key,
    max(business_id) as business_id,
    arg_max(place_name, visited_at) as place_name,
    arg_max(category, visited_at) as category,
    arg_max(area_id, visited_at) as area_id,
    arg_max(area_name, visited_at) as area_name,
    count(*) as faults,
    count(*) filter (where outcome = 'fixed_on_spot') as on_spot,
    count(*) filter (where outcome = 'rectify_by') as ordered,
    count(*) filter (where outcome = 'suspended') as suspended,
    count(*) filter (where outcome = 'closed') as shut,
    count(*) filter (where outcome = 'case_filed') as filed,
    min(visited_at) as first_at,
    max(visited_at) as last_at,
    any_value(repeat_days) as repeat_days,
    bool_or(is_synthetic) as is_synthetic,
from faults
group by place_key
having count(*) >= any_value(repeat_faults)
order by place_key
