-- business_told: every delivery of a business's row in the register, with what it changed of the row known before it.
-- zh: 台账每次报来的企业及其改动
-- grain: business_id, received_at
-- source: businesses, batches, views/batch_known, views/area_known
-- cached: many questions of one moment read it
-- note: of several deliveries of one moment the last. A delivery that is taken back has told nothing. before and after
-- note: are JSON by column, of those that changed; null = the first delivery, or nothing changed. point = lon, lat.
-- note: first_of_district is when the register of its district was first received.
create or replace macro business_told(as_of) as table
with

tellings as (
    select
        v.*, b.received_at, coalesce(a.area_name, v.area_id) as area_name, if(v.lon is null, null, format('{:.6f}, {:.6f}', v.lon, v.lat)) as point,
    from main.businesses as v
    inner join batch_known(as_of) as b on v.batch_id = b.batch_id
    inner join current_businesses(as_of) as c on v.business_id = c.business_id and v.is_synthetic = c.is_synthetic
    left join area_known(as_of) as a on v.area_id = a.area_id
    qualify row_number() over (partition by v.business_id, b.received_at order by v.batch_id desc) = 1
),

compared as (
    select
        *, row_number() over by_receipt as telling, min(received_at) over (partition by area_id) as first_of_district,
        [
            {'k': 'name', 'o': lag(name) over by_receipt, 'n': name},
            {'k': 'category', 'o': lag(category) over by_receipt, 'n': category},
            {'k': 'area_name', 'o': lag(area_name) over by_receipt, 'n': area_name},
            {'k': 'address', 'o': lag(address) over by_receipt, 'n': address},
            {'k': 'point', 'o': lag(point) over by_receipt, 'n': point},
            {'k': 'approver', 'o': lag(approver) over by_receipt, 'n': approver},
            {'k': 'capacity', 'o': lag(capacity::varchar) over by_receipt, 'n': capacity::varchar}
        ] as cells,
    from tellings
    window by_receipt as (partition by business_id order by received_at)
),

changed as (
    select
        *, if(telling = 1, [], list_filter(cells, lambda c: c.o is distinct from c.n)) as turned,
    from compared
)

select
    business_id, name, area_id, received_at, telling, first_of_district, batch_id, lon, lat, is_synthetic,
    if(len(turned) = 0, null, to_json(map_from_entries(list_transform(turned, lambda c: (c.k, c.o))))::varchar) as before,
    if(len(turned) = 0, null, to_json(map_from_entries(list_transform(turned, lambda c: (c.k, c.n))))::varchar) as after,
from changed
