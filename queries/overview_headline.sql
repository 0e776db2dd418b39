-- overview_headline: the figures of the headline strip, null where nothing is known.
-- zh: 总览指标
-- grain: known_at
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: known_at timestamp  -- as_of
-- column: window_start timestamp  -- of the newest bulletin
-- column: window_end timestamp  -- exclusive
-- column: new_positive bigint  -- people in that window
-- column: compared_day date  -- the latest earlier day with the same window; null = none
-- column: compared_positive bigint  -- people in the same window of that day
-- column: routed_positive bigint  -- people of that day whose route is given; the shares' denominator
-- column: outside_strict_share double  -- 0-1; community, key groups outside the loop, self-presented
-- column: outside_broad_share double  -- 0-1; strict and the unclear routes
-- column: zones_high bigint  -- null = no zones known at all
-- column: zones_medium bigint
-- column: zone_people bigint  -- people inside, where known
-- column: zones_open bigint  -- high and medium zones in force
-- column: zones_with_people bigint  -- of these, those whose number of people is known: with fewer, zone_people is at least
-- column: zones_due bigint
-- column: zones_overdue bigint
-- column: closures_active bigint
-- column: closures_qualifier varchar  -- exact, at_least, about or up_to
-- column: whitelist_listed bigint
-- column: whitelist_open bigint  -- listed, and operating as usual or with limits; null = nothing but a register is known
-- column: whitelist_usual bigint  -- listed, and open as usual
-- column: whitelist_limited bigint  -- listed, and open with limits
-- column: whitelist_stopped bigint  -- suspended, to rectify, or listed and closed by a rule, its zone or an inspection
-- column: whitelist_to_verify bigint  -- listed, but whether it operates must be verified
-- column: supply_points bigint
-- column: supply_open bigint  -- open or limited
-- column: supply_qualifier varchar  -- of supply_open
-- column: supply_below_cover bigint  -- a good below 3 days; null = no usable stock report
-- column: calls_day date  -- the latest day with calls
-- column: calls_offered bigint
-- column: connect_share double  -- answered / offered, 0-1
-- column: tickets_open bigint
-- column: tickets_overdue bigint
-- source: views/headline_cases, views/headline_operations
with cases_now as (select * from headline_cases($as_of)), operations as (select * from headline_operations($as_of))

select
    $as_of::timestamp as known_at,
    c.window_start,
    c.window_end,
    c.new_positive,
    c.compared_day,
    c.compared_positive,
    c.routed_positive,
    c.outside_strict_share,
    c.outside_broad_share,
    o.zones_high,
    o.zones_medium,
    o.zone_people,
    o.zones_open,
    o.zones_with_people,
    o.zones_due,
    o.zones_overdue,
    o.closures_active,
    o.closures_qualifier,
    o.whitelist_listed,
    o.whitelist_open,
    o.whitelist_usual,
    o.whitelist_limited,
    o.whitelist_stopped,
    o.whitelist_to_verify,
    o.supply_points,
    o.supply_open,
    o.supply_qualifier,
    o.supply_below_cover,
    o.calls_day,
    o.calls_offered,
    o.connect_share,
    o.tickets_open,
    o.tickets_overdue,
from operations as o
left join cases_now as c on true
order by known_at
