-- synthetic_share: rows known of each table, and how many of them are made up for a demonstration.
-- zh: 各表中的合成数据
-- grain: table_name
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: table_name varchar
-- column: rows bigint
-- column: synthetic bigint
-- column: synthetic_share double  -- 0-1
-- source: every table of the schema
-- note: tables without rows are left out. Synthetic zones disappear as soon as a real feed has delivered zones.
-- fmt: off
with rows_known as (
    select 'areas' as table_name, is_synthetic from current_areas($as_of)
    union all select 'bulletin_cells' as table_name, is_synthetic from current_bulletin_cells($as_of)
    union all select 'bulletins' as table_name, is_synthetic from current_bulletins($as_of)
    union all select 'business_events' as table_name, is_synthetic from current_business_events($as_of)
    union all select 'businesses' as table_name, is_synthetic from current_businesses($as_of)
    union all select 'case_places' as table_name, is_synthetic from current_case_places($as_of)
    union all select 'cases' as table_name, is_synthetic from current_cases($as_of)
    union all select 'checkpoints' as table_name, is_synthetic from current_checkpoints($as_of)
    union all select 'closures' as table_name, is_synthetic from current_closures($as_of)
    union all select 'contacts' as table_name, is_synthetic from current_contacts($as_of)
    union all select 'deliveries' as table_name, is_synthetic from current_deliveries($as_of)
    union all select 'delivery_links' as table_name, is_synthetic from current_delivery_links($as_of)
    union all select 'deployments' as table_name, is_synthetic from current_deployments($as_of)
    union all select 'feeds' as table_name, is_synthetic from current_feeds($as_of)
    union all select 'findings' as table_name, is_synthetic from current_findings($as_of)
    union all select 'grids' as table_name, is_synthetic from current_grids($as_of)
    union all select 'hotline_calls' as table_name, is_synthetic from current_hotline_calls($as_of)
    union all select 'hotline_intervals' as table_name, is_synthetic from current_hotline_intervals($as_of)
    union all select 'hotline_tickets' as table_name, is_synthetic from current_hotline_tickets($as_of)
    union all select 'identities' as table_name, is_synthetic from current_identities($as_of)
    union all select 'indicators' as table_name, is_synthetic from current_indicators($as_of)
    union all select 'inspections' as table_name, is_synthetic from current_inspections($as_of)
    union all select 'medical_routes' as table_name, is_synthetic from current_medical_routes($as_of)
    union all select 'notices' as table_name, is_synthetic from current_notices($as_of)
    union all select 'open_rules' as table_name, is_synthetic from current_open_rules($as_of)
    union all select 'resumptions' as table_name, is_synthetic from current_resumptions($as_of)
    union all select 'screenings' as table_name, is_synthetic from current_screenings($as_of)
    union all select 'special_groups' as table_name, is_synthetic from current_special_groups($as_of)
    union all select 'supply_norms' as table_name, is_synthetic from current_supply_norms($as_of)
    union all select 'supply_points' as table_name, is_synthetic from current_supply_points($as_of)
    union all select 'supply_reports' as table_name, is_synthetic from current_supply_reports($as_of)
    union all select 'supply_requests' as table_name, is_synthetic from current_supply_requests($as_of)
    union all select 'utilities' as table_name, is_synthetic from current_utilities($as_of)
    union all select 'vehicle_handovers' as table_name, is_synthetic from current_vehicle_handovers($as_of)
    union all select 'zone_contacts' as table_name, is_synthetic from current_zone_contacts($as_of)
    union all select 'zone_events' as table_name, is_synthetic from current_zone_events($as_of)
    union all select 'zone_statements' as table_name, is_synthetic from current_zone_statements($as_of)
    union all select 'zones' as table_name, is_synthetic from current_zones($as_of)
)

select table_name, count(*) as rows,
    count(*) filter (where is_synthetic) as synthetic,
    count(*) filter (where is_synthetic) / nullif(count(*), 0)::double as synthetic_share,
from rows_known group by table_name
order by table_name
