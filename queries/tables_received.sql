-- tables_received: the tables of which at least one row is known; nothing of the others was received, or all was rolled back.
-- zh: 已收到数据的表
-- grain: table_name
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: table_name varchar
-- source: every table of the schema
-- fmt: off
select 'areas' as table_name where exists (select 1 from current_areas($as_of))
union all
select 'bulletin_cells' as table_name where exists (select 1 from current_bulletin_cells($as_of))
union all
select 'bulletins' as table_name where exists (select 1 from current_bulletins($as_of))
union all
select 'business_events' as table_name where exists (select 1 from current_business_events($as_of))
union all
select 'businesses' as table_name where exists (select 1 from current_businesses($as_of))
union all
select 'case_places' as table_name where exists (select 1 from current_case_places($as_of))
union all
select 'cases' as table_name where exists (select 1 from current_cases($as_of))
union all
select 'checkpoints' as table_name where exists (select 1 from current_checkpoints($as_of))
union all
select 'closures' as table_name where exists (select 1 from current_closures($as_of))
union all
select 'contacts' as table_name where exists (select 1 from current_contacts($as_of))
union all
select 'deliveries' as table_name where exists (select 1 from current_deliveries($as_of))
union all
select 'deployments' as table_name where exists (select 1 from current_deployments($as_of))
union all
select 'feeds' as table_name where exists (select 1 from current_feeds($as_of))
union all
select 'findings' as table_name where exists (select 1 from current_findings($as_of))
union all
select 'grids' as table_name where exists (select 1 from current_grids($as_of))
union all
select 'hotline_calls' as table_name where exists (select 1 from current_hotline_calls($as_of))
union all
select 'hotline_intervals' as table_name where exists (select 1 from current_hotline_intervals($as_of))
union all
select 'hotline_tickets' as table_name where exists (select 1 from current_hotline_tickets($as_of))
union all
select 'identities' as table_name where exists (select 1 from current_identities($as_of))
union all
select 'indicators' as table_name where exists (select 1 from current_indicators($as_of))
union all
select 'inspections' as table_name where exists (select 1 from current_inspections($as_of))
union all
select 'medical_routes' as table_name where exists (select 1 from current_medical_routes($as_of))
union all
select 'notices' as table_name where exists (select 1 from current_notices($as_of))
union all
select 'open_rules' as table_name where exists (select 1 from current_open_rules($as_of))
union all
select 'resumptions' as table_name where exists (select 1 from current_resumptions($as_of))
union all
select 'screenings' as table_name where exists (select 1 from current_screenings($as_of))
union all
select 'special_groups' as table_name where exists (select 1 from current_special_groups($as_of))
union all
select 'supply_points' as table_name where exists (select 1 from current_supply_points($as_of))
union all
select 'supply_reports' as table_name where exists (select 1 from current_supply_reports($as_of))
union all
select 'vehicle_handovers' as table_name where exists (select 1 from current_vehicle_handovers($as_of))
union all
select 'zone_contacts' as table_name where exists (select 1 from current_zone_contacts($as_of))
union all
select 'zone_events' as table_name where exists (select 1 from current_zone_events($as_of))
union all
select 'zone_statements' as table_name where exists (select 1 from current_zone_statements($as_of))
union all
select 'zones' as table_name where exists (select 1 from current_zones($as_of))
order by table_name
