-- closures_active: closures and restrictions in force, one by one.
-- zh: 在执行的封控与关停清单
-- grain: closure_id
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: closure_id varchar
-- column: kind varchar
-- column: target varchar
-- column: target_en varchar  -- null = not translated
-- column: area_id varchar  -- null = no district named
-- column: area_name varchar
-- column: restriction varchar
-- column: starts_at timestamp  -- null = not published; in force from its notice, or from when it became known
-- column: planned_end_at timestamp  -- null = not set
-- column: is_past_planned_end boolean  -- null = no planned end
-- column: hours_past_plan double  -- since its planned end, negative before it; null = no planned end
-- column: notice_no varchar
-- column: exceptions varchar
-- column: count bigint  -- as published, in counting_unit; null = one
-- column: counting_unit varchar
-- column: qualifier varchar  -- of count: exact, at_least, about or up_to
-- column: places bigint  -- what the row adds to a sum: 1, or of the number what is not listed one by one
-- column: people_per_household bigint  -- who may go out; null = no such rule
-- column: every_days bigint  -- once in so many days; null = no such rule
-- column: lon double
-- column: lat double
-- column: source varchar
-- column: is_synthetic boolean
-- source: views/closure_active, views/counted_row
-- sliced: area_id
with

    known_closures as (
        select c.* exclude (qualifier, places), coalesce(c.qualifier, 'exact') as qualifier, w.n as places
        from closure_active($as_of) as c
        inner join counted_row($as_of) as w on w.table_name = 'closures' and c.closure_id = w.row_id
        where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], c.area_id)
    )

select
    closure_id,
    target_kind as kind,
    target,
    target_en,
    area_id,
    area_name,
    restriction,
    starts_at,
    planned_end_at,
    is_past_planned_end,
    date_diff('second', planned_end_at, $as_of) / 3600.0 as hours_past_plan,
    notice_no,
    exceptions,
    count,
    counting_unit,
    qualifier,
    places,
    people_per_household,
    every_days,
    lon,
    lat,
    source,
    is_synthetic,
from known_closures
order by closure_id
