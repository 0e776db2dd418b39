-- zone_service: high and medium zones in force, and whether a delivery reached each of them within two days.
-- zh: 高、中风险区两天内的配送情况
-- grain: zone_id
-- source: views/zone_open, deliveries
-- note: is_standing = at its level for two days: of a zone that is newer nobody can say that two days went by without a delivery.
create or replace macro zone_service(as_of) as table
select
    z.zone_id, z.area_id, z.level_since <= as_of - interval 2 days as is_standing,
    z.zone_id in (
        select d.zone_id from current_deliveries(as_of) as d
        where d.zone_id is not null and d.at <= as_of and d.at > as_of - interval 2 days
    ) as is_served,
from zone_open(as_of) as z
where z.level in ('high', 'medium')
