-- handovers_out_of_order: steps of the drivers' chain that cannot stand where they do.
-- zh: 前后不衔接的货车交接
-- severity: medium
-- title: 货车交接记录前后矛盾 | Steps of the drivers' chain out of order
-- advice: 请与卡口、园区核对，补报漏登的环节。 | Check with gate and park, and send the step that is missing.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/vehicle_step
-- note: a step before the gate of its vehicle; a release without a test on the same trip, or after a positive result.
with

    steps as (
        select
            *,
            count(*) filter (where step = 'tested') over trip_so_far as tests,
            count(*) filter (where step = 'positive') over trip_so_far as positives,
        from vehicle_step($as_of)
        window
            trip_so_far as (
                partition by vehicle_key, trip order by happened_at, place rows between unbounded preceding and current row
            )
    ),

    broken as (
        select
            *,
            case
                when trip = 0
                then 'before_gate'
                when step = 'released' and positives > 0
                then 'positive'
                when step = 'released' and tests = 0
                then 'untested'
            end as fault,
        from steps
    )

select
    concat_ws(':', vehicle_key, step, strftime(happened_at, '%Y-%m-%d %H:%M:%S')) as finding_key,
    area_id,
    vehicle_key as subject,
    happened_at as since_at,
    '货车 '
    || vehicle_key
    || '：'
    || strftime(happened_at, '%m-%d %H:%M')
    || case
        fault when 'before_gate' then ' 有环节记录，此前没有卡口登记' when 'positive' then ' 放行，但此前已检出阳性' else ' 放行，没有检测记录'
    end as detail_zh,
    'Lorry '
    || vehicle_key
    || ', '
    || strftime(happened_at, '%m-%d %H:%M')
    || case
        fault
        when 'before_gate'
        then ': a step without a gate before it'
        when 'positive'
        then ': released after a positive result'
        else ': released without a test on record'
    end as detail_en,
from broken
where fault is not null
order by finding_key
