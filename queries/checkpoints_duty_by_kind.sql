-- checkpoints_duty_by_kind: who keeps the checkpoints of each kind: people, people for each, shifts, hours.
-- zh: 各类卡口的值守力量
-- grain: kind
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: kind varchar
-- column: checkpoints bigint  -- by the published number where a row has one
-- column: qualifier varchar  -- of checkpoints: exact, at_least, about or up_to
-- column: staffed bigint  -- checkpoints that the known staff is of; null = known for none
-- column: staff bigint  -- people at these
-- column: staff_qualifier varchar
-- column: staff_per_place double  -- people for each of these; null = known for none
-- column: per_place_qualifier varchar  -- of that quotient
-- column: shifts_least bigint  -- shifts a day; null = known for none
-- column: shifts_most bigint
-- column: on_duty varchar  -- the hours published, parted by 、; null = none
-- column: is_synthetic boolean
-- source: checkpoints, views/counted_row
-- note: people are only set against the checkpoints that they were published for. Where a published number and rows one by one
-- both give people, the larger side is told.
with
    known_checkpoints as (
        select
            c.* exclude (qualifier),
            w.n,
            w.stated,
            w.qualifier,
            coalesce(c.qualifier, 'exact') as of_places,
            coalesce(c.staff_qualifier, 'exact') as of_staff,
        from current_checkpoints($as_of) as c
        inner join counted_row($as_of) as w on w.table_name = 'checkpoints' and c.checkpoint_id = w.row_id
        where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], c.area_id)
    ),

    sides as (
        select
            kind,
            sum(coalesce(stated, 1))::bigint as staffed,
            sum(staff)::bigint as staff,
            if(count(distinct of_staff) = 1, min(of_staff), 'about') as of_staff,
            if(bool_and(stated is null), 'exact', if(count(distinct of_places) = 1, min(of_places), 'about')) as of_places,
        from known_checkpoints
        where staff is not null
        group by kind, stated is not null
        qualify row_number() over (partition by kind order by sum(staff) desc) = 1
    ),

    kinds as (
        select
            kind,
            sum(n)::bigint as checkpoints,
            if(count(distinct qualifier) = 1, min(qualifier), 'about') as qualifier,
            min(shifts)::bigint as shifts_least,
            max(shifts)::bigint as shifts_most,
            string_agg(distinct on_duty, '、' order by on_duty) as on_duty,
            bool_or(is_synthetic) as is_synthetic,
        from known_checkpoints
        group by kind
    )

select
    k.kind,
    k.checkpoints,
    k.qualifier,
    s.staffed,
    s.staff,
    s.of_staff as staff_qualifier,
    s.staff / nullif(s.staffed, 0)::double as staff_per_place,
    if(
        coalesce(s.of_places, 'exact') = 'exact', s.of_staff, if(s.of_staff || s.of_places = 'exactat_least', 'up_to', 'about')
    ) as per_place_qualifier,
    k.shifts_least,
    k.shifts_most,
    k.on_duty,
    k.is_synthetic,
from kinds as k
left join sides as s on k.kind = s.kind
order by k.kind
