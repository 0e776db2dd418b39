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
-- column: declared bigint  -- of opened, those that stood at no level before
-- column: found bigint  -- of opened, those of the first listing of a feed: in force before, nobody knows since when
-- column: released bigint  -- of lifted, those that stand at no level afterwards
-- column: lowered bigint  -- of opened, those that came from a higher level: neither declared nor released
-- column: split bigint  -- of opened, those that were split off
-- column: moved_on bigint  -- of lifted, those that went on at another level
-- column: switched bigint  -- of lifted, those that a scheme switch ended, whatever their clock
-- column: merged bigint  -- of lifted, those that went into another zone
-- source: views/zone_move_day
-- note: opened - lifted = change of open_at_end, every day. Before the first known event and after as_of the figures are null.
-- note: the first day of a feed opens its whole stock, which is found and not declared, since earlier days are not known.
with

    moves as (
        select * exclude (area_id)
        from zone_move_day($as_of)
        where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)
    ),

    totals as (select day, level, sum(columns(* exclude (day, level)))::bigint from moves group by day, level),

    known as (select min(day) as first_day from zone_move_day($as_of)),

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

    slots as (
        select
            d.day,
            l.level,
            d.day between k.first_day and $as_of::date as is_known,
            (
                select coalesce(sum(m.opened - m.lifted), 0) from moves as m where m.level = l.level and m.day <= d.day
            ) as open_at_end,
        from days as d
        cross join (select distinct level from moves) as l
        cross join known as k
    )

select
    s.day,
    s.level,
    if(s.is_known, coalesce(m.opened, 0), null)::bigint as opened,
    if(s.is_known, coalesce(m.lifted, 0), null)::bigint as lifted,
    if(s.is_known, s.open_at_end, null)::bigint as open_at_end,
    if(s.is_known, coalesce(m.changed_level, 0), null)::bigint as changed_level,
    if(s.is_known, coalesce(m.declared, 0), null)::bigint as declared,
    if(s.is_known, coalesce(m.found, 0), null)::bigint as found,
    if(s.is_known, coalesce(m.released, 0), null)::bigint as released,
    if(s.is_known, coalesce(m.lowered, 0), null)::bigint as lowered,
    if(s.is_known, coalesce(m.split, 0), null)::bigint as split,
    if(s.is_known, coalesce(m.moved_on, 0), null)::bigint as moved_on,
    if(s.is_known, coalesce(m.switched, 0), null)::bigint as switched,
    if(s.is_known, coalesce(m.merged, 0), null)::bigint as merged,
from slots as s
left join totals as m on s.day = m.day and s.level = m.level
order by s.day, s.level
