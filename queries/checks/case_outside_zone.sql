-- case_outside_zone: a positive of the last week, in no zone a day after it was reported.
-- zh: 报告超过一天仍不在任何风险区内的病例
-- severity: medium
-- title: 病例不在任何风险区内 | Cases that lie in no zone
-- advice: 请研判其住所与活动地点是否划定风险区。 | Review whether its home and places should be a zone.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: cases, zones
-- note: only cases whose line says so (in_zone = no, and no zone named); an unknown is not a contradiction.
with

    outside as (
        select *
        from current_cases($as_of)
        where
            not in_zone
            and zone_id is null
            and class in ('confirmed', 'asymptomatic', 'positive')
            and coalesce(route, '') not in ('controlled', 'key_group_closed_loop')
            and reported_at <= $as_of - interval 1 day
            and reported_at > $as_of - interval 7 days
    )

select
    case_id as finding_key,
    area_id,
    case_id as subject,
    reported_at + interval 1 day as since_at,
    strftime(reported_at, '%m-%d %H:%M') || ' 报告的病例 ' || case_id || ' 仍不在任何风险区内' as detail_zh,
    'Case ' || case_id || ', reported ' || strftime(reported_at, '%m-%d %H:%M') || ', lies in no zone' as detail_en,
from outside
order by finding_key
