-- change_supply: supply points whose cover is another at one moment than at an earlier one.
-- zh: 保供点保障状态的变化
-- grain: change_key
-- source: views/supply_point_state
-- note: two states are compared, not every report between them; a point that was unknown and is well covered is no change.
-- note: the time is that of the report, or, where a report became too old to count, two days after it.
create or replace macro change_supply(since, as_of) as table
with

compared as (
    select
        n.* exclude (kind),
        coalesce(t.cover_state, 'unknown') as before,
        list_position(['out', 'below_1', 'below_3', 'ok'], coalesce(t.cover_state, 'unknown')) as rank_before,
        list_position(['out', 'below_1', 'below_3', 'ok'], n.cover_state) as rank_after,
    from supply_point_state(as_of) as n
    left join supply_point_state(since) as t on n.supply_point_id = t.supply_point_id
),

turned as (
    select
        *,
        case
            when rank_after is null then 'supply_unknown'
            when rank_after = 4 then 'supply_recovered'
            when rank_before is null or rank_after < rank_before then 'supply_below_cover'
            else 'supply_eased'
        end as kind,
        reported_at + if(rank_after is null, interval 2 days, interval 0 days) as happened_at,
    from compared
    where rank_after is distinct from rank_before and not (rank_before is null and rank_after = 4)
)

select
    concat_ws('|', kind, supply_point_id) as change_key, kind, happened_at, area_id, supply_point_id as subject_id, name as subject,
    null::varchar as subject_en, before, cover_state as after, worst_item as detail, null::integer as batch_id, lon, lat, is_synthetic,
    case when happened_at is null then 'withdrawn' when happened_at > since then 'happened' else 'learned' end as came,
from turned
