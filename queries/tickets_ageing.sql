-- tickets_ageing: open tickets of each unit by how long ago they were received.
-- zh: 各承办单位在办工单的已历时长
-- grain: unit, age
-- param: $unit varchar  -- null = every unit; empty = tickets without one
-- param: $areas varchar[] = []  -- null or empty = every district
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: unit varchar  -- empty = not assigned
-- column: age varchar  -- under_2h, under_1d, under_3d, under_7d, over_7d; whole days of 24 hours
-- column: tickets bigint
-- column: overdue bigint
-- column: is_synthetic boolean
-- source: views/ticket_state
with

    tickets as (
        select *, coalesce(unit, '') as unit_name, $as_of - received_at as age
        from ticket_state($as_of)
        where
            is_open
            and ($unit::varchar is null or coalesce(unit, '') = $unit::varchar)
            and (coalesce(len($areas::varchar[]), 0) = 0 or list_contains($areas::varchar[], area_id))
    ),

    aged as (
        select
            *,
            case
                when age < interval 2 hour
                then 'under_2h'
                when age < interval 1 day
                then 'under_1d'
                when age < interval 3 day
                then 'under_3d'
                when age < interval 7 day
                then 'under_7d'
                else 'over_7d'
            end as band,
        from tickets
    )

select
    unit_name as unit,
    band as age,
    count(*) as tickets,
    count(*) filter (where is_overdue) as overdue,
    bool_or(is_synthetic) as is_synthetic,
from aged
group by unit_name, band
order by unit_name collate zh, unit_name, max(aged.age)
