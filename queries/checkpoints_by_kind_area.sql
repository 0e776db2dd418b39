-- checkpoints_by_kind_area: checkpoints in service by kind and district.
-- zh: 各区卡口与采样点
-- grain: kind, area_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: kind varchar
-- column: area_id varchar  -- empty = not stated
-- column: area_name varchar
-- column: checkpoints bigint  -- by the published number where a row has one
-- column: staff bigint  -- people, where known; null = known for none
-- column: staff_known bigint  -- checkpoints whose staff is known
-- column: qualifier varchar  -- of checkpoints: exact, at_least, about or up_to
-- column: staff_qualifier varchar  -- of staff
-- column: stated bigint  -- the published numbers; null = none published
-- column: listed bigint  -- rows that are one checkpoint each
-- column: is_synthetic boolean
-- source: checkpoints, views/counted_row
-- note: a published number covers the rows of its kind there, one of the city its districts too; staff the same: the larger
-- counts.
with

    known_checkpoints as (
        select c.* exclude (qualifier), coalesce(c.area_id, '') as area_key, w.n, w.stated, w.qualifier
        from current_checkpoints($as_of) as c
        inner join counted_row($as_of) as w on w.table_name = 'checkpoints' and c.checkpoint_id = w.row_id
    )

select
    c.kind,
    c.area_key as area_id,
    any_value(a.area_name) as area_name,
    sum(c.n)::bigint as checkpoints,
    greatest(sum(c.staff) filter (where c.stated is not null), sum(c.staff) filter (where c.stated is null))::bigint as staff,
    coalesce(sum(c.n) filter (where c.staff is not null), 0)::bigint as staff_known,
    case
        count(distinct c.qualifier) filter (where c.qualifier <> 'exact')
        when 0
        then 'exact'
        when 1
        then max(c.qualifier) filter (where c.qualifier <> 'exact')
        else 'about'
    end as qualifier,
    case
        count(distinct coalesce(c.staff_qualifier, 'exact')) filter (where coalesce(c.staff_qualifier, 'exact') <> 'exact')
        when 0
        then 'exact'
        when 1
        then max(coalesce(c.staff_qualifier, 'exact')) filter (where coalesce(c.staff_qualifier, 'exact') <> 'exact')
        else 'about'
    end as staff_qualifier,
    sum(c.stated)::bigint as stated,
    count(*) filter (where c.stated is null) as listed,
    bool_or(c.is_synthetic) as is_synthetic,
from known_checkpoints as c
left join area_known($as_of) as a on c.area_id = a.area_id
group by c.kind, c.area_key
order by c.kind, c.area_key
