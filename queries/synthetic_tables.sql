-- synthetic_tables: the tables of which some known rows are made up for a demonstration.
-- zh: 含模拟数据的表
-- grain: table_name
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: table_name varchar
-- source: every table that a headline figure comes from
-- note: one made-up row is enough, so that this costs little beside synthetic_share, which counts them all.
-- fmt: off
with tables_known as (
    select 'bulletins' as table_name, exists (select 1 from current_bulletins($as_of) where is_synthetic) as has_synthetic
    union all select 'business_events' as table_name, exists (select 1 from current_business_events($as_of) where is_synthetic) as has_synthetic
    union all select 'businesses' as table_name, exists (select 1 from current_businesses($as_of) where is_synthetic) as has_synthetic
    union all select 'cases' as table_name, exists (select 1 from current_cases($as_of) where is_synthetic) as has_synthetic
    union all select 'checkpoints' as table_name, exists (select 1 from current_checkpoints($as_of) where is_synthetic) as has_synthetic
    union all select 'closures' as table_name, exists (select 1 from current_closures($as_of) where is_synthetic) as has_synthetic
    union all select 'contacts' as table_name, exists (select 1 from current_contacts($as_of) where is_synthetic) as has_synthetic
    union all select 'deliveries' as table_name, exists (select 1 from current_deliveries($as_of) where is_synthetic) as has_synthetic
    union all select 'delivery_links' as table_name, exists (select 1 from current_delivery_links($as_of) where is_synthetic) as has_synthetic
    union all select 'deployments' as table_name, exists (select 1 from current_deployments($as_of) where is_synthetic) as has_synthetic
    union all select 'grids' as table_name, exists (select 1 from current_grids($as_of) where is_synthetic) as has_synthetic
    union all select 'hotline_calls' as table_name, exists (
        select 1 from main.hotline_day where is_synthetic and sys_from <= $as_of and (sys_to is null or sys_to > $as_of)
    ) as has_synthetic
    union all select 'hotline_intervals' as table_name, exists (select 1 from current_hotline_intervals($as_of) where is_synthetic) as has_synthetic
    union all select 'hotline_tickets' as table_name, exists (select 1 from current_hotline_tickets($as_of) where is_synthetic) as has_synthetic
    union all select 'indicators' as table_name, exists (select 1 from current_indicators($as_of) where is_synthetic) as has_synthetic
    union all select 'inspections' as table_name, exists (select 1 from current_inspections($as_of) where is_synthetic) as has_synthetic
    union all select 'open_rules' as table_name, exists (select 1 from current_open_rules($as_of) where is_synthetic) as has_synthetic
    union all select 'resumptions' as table_name, exists (select 1 from current_resumptions($as_of) where is_synthetic) as has_synthetic
    union all select 'screenings' as table_name, exists (select 1 from current_screenings($as_of) where is_synthetic) as has_synthetic
    union all select 'special_groups' as table_name, exists (select 1 from current_special_groups($as_of) where is_synthetic) as has_synthetic
    union all select 'supply_points' as table_name, exists (select 1 from current_supply_points($as_of) where is_synthetic) as has_synthetic
    union all select 'supply_reports' as table_name, exists (select 1 from current_supply_reports($as_of) where is_synthetic) as has_synthetic
    union all select 'zone_events' as table_name, exists (select 1 from current_zone_events($as_of) where is_synthetic) as has_synthetic
    union all select 'zones' as table_name, exists (select 1 from current_zones($as_of) where is_synthetic) as has_synthetic
)

select table_name
from tables_known
where has_synthetic
order by table_name
