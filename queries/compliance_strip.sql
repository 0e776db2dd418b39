-- compliance_strip: three of the nine prohibitions that the tables can speak to: terms of zones, checkpoints, essential places.
-- zh: 九不准对照：超期风险区、低风险地区的卡口与停业保供单位
-- grain: rule
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: rule integer  -- number of the prohibition of 2022-06-05: 3 terms of zones, 8 checkpoints, 9 places of daily life
-- column: n bigint  -- found for certain; null = none of the examined could be judged
-- column: unknown bigint  -- cannot be judged: no clock or no anchor (3), or not known whether the place is low-risk (8, 9)
-- column: without_area bigint  -- of the unknown: no district is stated
-- column: with_cause bigint  -- of n: a cause of its own is recorded (positive staff, failed inspection, stopped by itself)
-- column: examined bigint  -- zones with a level, checkpoints in service, whitelisted places that are closed
-- column: is_synthetic boolean
-- source: views/zone_clock, checkpoints, views/counted_row, views/business_state, views/area_known, views/low_risk_area
-- note: low-risk is judged by district, which is coarse and certain: a district without one high or medium zone in force.
-- note: in a district with zones most places are low-risk too, but without boundaries nobody can say which: unknown.
-- note: while a zone in force names no district, or none is in force anywhere, no district is certain to be low-risk.
-- note: sampling points and the doors of shops and building sites are no checkpoints on the way.
-- note: whether something was set up or closed at will is in no table: what is counted is to be looked at, not a breach.
with

    clocks as (select * from zone_clock($as_of, '')),

    judged as (
        select
            area_id, if(coalesce(nested_in, area_id) in (select l.area_id from low_risk_area($as_of) as l), true, null) as is_low
        from area_known($as_of)
        where is_district
    ),

    examined as (
        select
            3 as rule,
            area_id,
            true as is_placed,
            if(state in ('no_rule', 'not_linked'), null, state = 'overdue') as is_found,
            false as has_cause,
            1 as n,
            is_synthetic
        from clocks
        union all
        select 8, c.area_id, j.area_id is not null, j.is_low, false, w.n, c.is_synthetic
        from current_checkpoints($as_of) as c
        inner join counted_row($as_of) as w on w.table_name = 'checkpoints' and c.checkpoint_id = w.row_id
        left join judged as j on c.area_id = j.area_id
        where c.kind not in ('sampling_point', 'shop_entrance', 'construction_gate')
        union all
        select
            9,
            b.area_id,
            j.area_id is not null,
            if(b.is_zone_certain, false, j.is_low),
            coalesce(b.reason in ('positive_staff', 'inspection_failed', 'voluntary_stop'), false),
            1,
            b.is_synthetic
        from business_state($as_of) as b
        left join judged as j on b.area_id = j.area_id
        where b.operation = 'stopped'
    )

select
    rule,
    if(count(is_found) > 0, coalesce(sum(n) filter (where is_found), 0), null)::bigint as n,
    coalesce(sum(n) filter (where is_found is null), 0)::bigint as unknown,
    coalesce(sum(n) filter (where not is_placed), 0)::bigint as without_area,
    coalesce(sum(n) filter (where is_found and has_cause), 0)::bigint as with_cause,
    sum(n)::bigint as examined,
    bool_or(is_synthetic) as is_synthetic,
from examined
where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id)
group by rule
order by rule
