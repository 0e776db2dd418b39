-- checkpoints_by_kind_area: checkpoints in service by kind and district.
-- zh: 各区卡口与采样点
-- grain: kind, area_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: kind varchar
-- column: area_id varchar  -- empty = not stated
-- column: area_name varchar
-- column: checkpoints bigint
-- column: staff bigint  -- people, where known; null = known for none
-- column: staff_known bigint  -- checkpoints whose staff is known
-- column: is_synthetic boolean
-- source: checkpoints
with

    known_checkpoints as (
        select *, coalesce(area_id, '') as area_key
        from current_checkpoints($as_of)
        where (opened_at is null or opened_at <= $as_of) and (closed_at is null or closed_at > $as_of)
    )

select
    c.kind,
    c.area_key as area_id,
    any_value(a.area_name) as area_name,
    count(*) as checkpoints,
    sum(c.staff)::bigint as staff,
    count(c.staff) as staff_known,
    bool_or(c.is_synthetic) as is_synthetic,
from known_checkpoints as c
left join area_known($as_of) as a on c.area_id = a.area_id
group by c.kind, c.area_key
order by c.kind, c.area_key
