-- outlet_known: businesses and supply points alike: what each is, and whether it operates in some way now.
-- zh: 保供企业与保供点，及目前是否营业
-- grain: kind, id
-- source: views/business_state, views/supply_point_state
-- note: is_open is null where nobody said: a business that the register alone names or that is to be verified, a point without
-- a state.
create or replace macro outlet_known(as_of) as table
select
    'business' as kind, business_id as id, name, category, null as supply_kind, mode, null as state,
    case when operation in ('usual', 'limited') then true when operation in ('stopped', 'not_listed') then false end as is_open, null::bigint as orders_per_day,
    area_id, area_name, address, lon, lat, is_synthetic,
from business_state(as_of)
union all
select
    'supply_point', supply_point_id, name, null, kind, null, state, state <> 'closed', orders_per_day,
    area_id, area_name, address, lon, lat, is_synthetic,
from supply_point_state(as_of)
