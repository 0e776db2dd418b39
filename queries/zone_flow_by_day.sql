-- zone_flow_by_day: zones opened and lifted each day, and open at its end, by level.
-- zh: 每日新划定、解除与现有风险区
-- grain: day, level
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: level varchar
-- column: opened bigint  -- zones that entered the level, by declaration or change of level; null = not known
-- column: lifted bigint  -- zones that left the level, by lifting or change of level; null = not known
-- column: open_at_end bigint  -- zones at the level when the day ended (or at as_of)
-- column: changed_level bigint  -- of opened, those that came from another level
-- source: views/zone_spell
-- note: opened - lifted = change of open_at_end, every day. Before the first known event and after as_of the figures are null.
-- note: the first day of a feed opens its whole stock, since earlier days are not known.
with

    spells as (select * from zone_spell($as_of) where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)),

    known as (select min(cast(from_at as date)) as first_day from zone_spell($as_of)),

    days as (
        select
            cast(
                unnest(
                    generate_series(
                        coalesce($start::date, (select first_day from known))::timestamp,
                        coalesce($end::date, $as_of::date)::timestamp,
                        interval 1 day
                    )
                ) as date
            ) as day
    ),

    opened as (
        select cast(from_at as date) as day, level, count(*) as opened, count(level_before) as changed_level
        from spells
        group by cast(from_at as date), level
    ),

    lifted as (
        select cast(to_at as date) as day, level, count(*) as lifted
        from spells
        where to_at is not null
        group by cast(to_at as date), level
    ),

    slots as (
        select d.day, l.level, d.day between k.first_day and $as_of::date as is_known
        from days as d
        cross join (select distinct level from spells) as l
        cross join known as k
    ),

    stock as (
        select
            s.day,
            s.level,
            (select coalesce(sum(o.opened), 0) from opened as o where o.level = s.level and o.day <= s.day)
            - (select coalesce(sum(e.lifted), 0) from lifted as e where e.level = s.level and e.day <= s.day) as open_at_end,
        from slots as s
    )

select
    s.day,
    s.level,
    if(s.is_known, coalesce(o.opened, 0), null)::bigint as opened,
    if(s.is_known, coalesce(e.lifted, 0), null)::bigint as lifted,
    if(s.is_known, k.open_at_end, null)::bigint as open_at_end,
    if(s.is_known, coalesce(o.changed_level, 0), null)::bigint as changed_level,
from slots as s
inner join stock as k on s.day = k.day and s.level = k.level
left join opened as o on s.day = o.day and s.level = o.level
left join lifted as e on s.day = e.day and s.level = e.level
order by s.day, s.level
