-- vehicle_lost_after_gate: lorries registered at a gate of which no park and no test is on record within a day.
-- zh: 卡口登记后没有入园或检测记录的货车
-- severity: high
-- title: 货车登记后一日内无入园、检测记录 | Lorries without park or test a day after the gate
-- advice: 请按定位核实车辆去向，补报入园或检测记录。 | Find the vehicle by its GPS, and send its record of park or test.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/vehicle_trip, views/oversight_limit, checkpoints
-- note: until a step after the gate is on record, or the vehicle comes to a gate again.
with

    lost as (
        select t.*, k.name as gate_name, k.name_en as gate_name_en, l.chain_hours
        from vehicle_trip($as_of) as t
        cross join oversight_limit($as_of) as l
        left join current_checkpoints($as_of) as k on t.checkpoint_id = k.checkpoint_id
        where t.is_under_way and t.is_broken and t.went_on_at is null
    )

select
    concat_ws(':', vehicle_key, strftime(gate_at, '%Y-%m-%d %H:%M:%S')) as finding_key,
    area_id,
    vehicle_key as subject,
    gate_at + to_hours(chain_hours) as since_at,
    '货车 '
    || vehicle_key
    || '：'
    || strftime(gate_at, '%m-%d %H:%M')
    || ' 在'
    || coalesce(gate_name, '卡口')
    || '登记，'
    || chain_hours
    || ' 小时内没有入园或检测记录' as detail_zh,
    'Lorry '
    || vehicle_key
    || ': at '
    || coalesce(gate_name_en, gate_name, 'the gate')
    || ' on '
    || strftime(gate_at, '%m-%d %H:%M')
    || ', neither park nor test on record within '
    || chain_hours
    || ' hours' as detail_en,
from lost
order by finding_key
