-- What a template's cells may be chosen from, of what the store knows: where it stands, and the value.
with
    known as (
        select 'bulletins.bulletin_id' as place, bulletin_id as value from current_bulletins($as_of)
        union
        select 'businesses.business_id', business_id from current_businesses($as_of)
        union
        select 'supply_points.supply_point_id', supply_point_id from current_supply_points($as_of)
        union
        select 'zones.zone_id', zone_id from current_zones($as_of)
        union
        select 'supply_reports.unit', unit from current_supply_reports($as_of)
        union
        select 'indicators.unit', unit from current_indicators($as_of)
        union
        select 'indicators.indicator', indicator from current_indicators($as_of)
    ),

    numbered as (
        select place, value, row_number() over (partition by place order by value collate zh, value) as number from known where value is not null
    )

select place, value from numbered where number <= $most order by place, number
