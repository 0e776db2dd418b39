-- changes_by_area: what changed between two moments in every district, for the map of change.
-- zh: 两个时刻之间各区的变化
-- grain: area_id
-- param: $since timestamp = 2022-11-26 12:00:00  -- null = 24 hours before as_of
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar
-- column: zones_before bigint  -- zones in force, as known then; null = no zone was known anywhere
-- column: zones_now bigint  -- zones in force; null = no zone is known anywhere
-- column: zones_net bigint  -- zones, the difference; null = one of the two is unknown
-- column: declared bigint  -- zones declared between the moments; null as zones_net, and so the next three
-- column: raised bigint
-- column: lowered bigint
-- column: lifted bigint
-- column: restated bigint  -- earlier changes to zones, edits too, that became known or were withdrawn since
-- source: views/zone_happened, views/area_known, zones
with

    turns_now as materialized(select * from zone_happened($as_of)),

    turns_then as materialized(select * from zone_happened(coalesce($since::timestamp, $as_of - interval 24 hours))),

    zone_changes as (
        select area_id, kind, happened_at > coalesce($since::timestamp, $as_of - interval 24 hours) as is_new
        from turns_now
        where change_key not in (select t.change_key from turns_then as t)
        union all
        select area_id, kind, false
        from turns_then
        where change_key not in (select n.change_key from turns_now as n)
    ),

    counted as (
        select
            area_id,
            count(*) filter (where is_new and kind = 'zone_declared') as declared,
            count(*) filter (where is_new and kind = 'zone_raised') as raised,
            count(*) filter (where is_new and kind = 'zone_lowered') as lowered,
            count(*) filter (where is_new and kind = 'zone_lifted') as lifted,
            count(*) filter (where not is_new) as restated,
        from zone_changes
        group by area_id
    ),

    stock_before as (
        select area_id, count(*) filter (where kind = 'zone_declared') - count(*) filter (where kind = 'zone_lifted') as n
        from turns_then
        group by area_id
    ),

    stock_now as (
        select area_id, count(*) filter (where kind = 'zone_declared') - count(*) filter (where kind = 'zone_lifted') as n
        from turns_now
        group by area_id
    ),

    known as (
        select
            exists (select 1 from current_zones(coalesce($since::timestamp, $as_of - interval 24 hours))) as then_known,
            exists (select 1 from current_zones($as_of)) as now_known
    )

select
    a.area_id,
    a.area_name,
    if(k.then_known, coalesce(b.n, 0), null) as zones_before,
    if(k.now_known, coalesce(n.n, 0), null) as zones_now,
    if(k.then_known and k.now_known, coalesce(n.n, 0) - coalesce(b.n, 0), null) as zones_net,
    if(k.then_known and k.now_known, coalesce(c.declared, 0), null) as declared,
    if(k.then_known and k.now_known, coalesce(c.raised, 0), null) as raised,
    if(k.then_known and k.now_known, coalesce(c.lowered, 0), null) as lowered,
    if(k.then_known and k.now_known, coalesce(c.lifted, 0), null) as lifted,
    if(k.then_known and k.now_known, coalesce(c.restated, 0), null) as restated,
from area_known($as_of) as a
cross join known as k
left join counted as c on a.area_id = c.area_id
left join stock_before as b on a.area_id = b.area_id
left join stock_now as n on a.area_id = n.area_id
where a.is_district
order by a.area_id
