-- supply_reports_unplaced: stock reports of points that are not on record, which no cover can be told of.
-- zh: 保供点未登记的库存上报
-- grain: supply_point_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: supply_point_id varchar  -- as reported
-- column: reports bigint
-- column: items bigint  -- goods reported
-- column: first_at timestamp
-- column: last_at timestamp
-- column: is_synthetic boolean
-- source: supply_reports, supply_points
select
    r.supply_point_id,
    count(*) as reports,
    count(distinct r.item) as items,
    min(r.at) as first_at,
    max(r.at) as last_at,
    bool_or(r.is_synthetic) as is_synthetic,
from current_supply_reports($as_of) as r
left join current_supply_points($as_of) as p on r.supply_point_id = p.supply_point_id
where p.supply_point_id is null and r.at <= $as_of
group by r.supply_point_id
order by r.supply_point_id
