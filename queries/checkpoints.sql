-- checkpoints: checkpoints and sampling points in service.
-- zh: 卡口与采样点清单
-- grain: checkpoint_id
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: checkpoint_id varchar
-- column: name varchar
-- column: name_en varchar
-- column: kind varchar
-- column: area_id varchar  -- null = not stated
-- column: area_name varchar
-- column: staff bigint  -- people; null = unknown
-- column: staff_qualifier varchar  -- exact, at_least, about or up_to
-- column: count bigint  -- as published, in counting_unit; null = one
-- column: counting_unit varchar
-- column: qualifier varchar  -- of count: exact, at_least, about or up_to
-- column: places bigint  -- what the row adds to a sum: 1, or of the number what is not listed one by one
-- column: shifts bigint  -- a day; null = unknown
-- column: on_duty varchar  -- hours on duty, as published; null = not published
-- column: opened_at timestamp
-- column: lon double
-- column: lat double
-- column: source varchar
-- column: is_synthetic boolean
-- source: checkpoints, views/counted_row
-- sliced: area_id
with

    known_checkpoints as (
        select *
        from current_checkpoints($as_of)
        where
            (opened_at is null or opened_at <= $as_of)
            and (closed_at is null or closed_at > $as_of)
            and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))
    )

select
    c.checkpoint_id,
    c.name,
    c.name_en,
    c.kind,
    c.area_id,
    a.area_name,
    c.staff,
    coalesce(c.staff_qualifier, 'exact') as staff_qualifier,
    c.count,
    c.counting_unit,
    coalesce(c.qualifier, 'exact') as qualifier,
    w.n as places,
    c.shifts,
    c.on_duty,
    c.opened_at,
    c.lon,
    c.lat,
    c.source,
    c.is_synthetic,
from known_checkpoints as c
inner join counted_row($as_of) as w on w.table_name = 'checkpoints' and c.checkpoint_id = w.row_id
left join area_known($as_of) as a on c.area_id = a.area_id
order by c.checkpoint_id
