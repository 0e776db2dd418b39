-- zones_over_same_extent: zones in force of one district with the same extent.
-- zh: 同一范围上的两处风险区
-- severity: medium
-- title: 同一范围有两处风险区 | Extents with two zones in force
-- advice: 请合并或撤销重复的一处。 | Merge them, or withdraw the one that repeats.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/zone_open
-- note: the same boundary, or the same wording and exclusions but for spaces and letter case. Overlap in part: zones_overlapping.
-- note: one contradiction an extent, however many zones. since_at is when the second of them opened.
with

    in_force as (
        select
            *,
            lower(regexp_replace(extent_text, '\s', '', 'g')) as wording,
            lower(regexp_replace(coalesce(excludes_text, ''), '\s', '', 'g')) as exclusions,
        from zone_open($as_of)
    ),

    extents as (
        select area_id, concat_ws('|', wording, exclusions) as extent, zone_id, extent_text, opened_at
        from in_force
        union
        select area_id, '#' || md5(geometry), zone_id, extent_text, opened_at
        from in_force
        where geometry is not null
    ),

    repeated as (
        select
            area_id,
            extent,
            list(zone_id order by opened_at, zone_id) as zone_ids,
            arg_min(extent_text, zone_id) as extent_text,
            list_sort(list(opened_at))[2] as second_at
        from extents
        group by area_id, extent
        having count(*) > 1
    )

select
    concat_ws(':', area_id, max(extent)) as finding_key,
    area_id,
    array_to_string(zone_ids, ', ') as subject,
    min(second_at) as since_at,
    min(extent_text) || '：' || len(zone_ids) || ' 处现有风险区范围相同（' || array_to_string(zone_ids, '、') || '）' as detail_zh,
    min(extent_text)
    || ': '
    || len(zone_ids)
    || ' zones in force over it ('
    || array_to_string(zone_ids, ', ')
    || ')' as detail_en,
from repeated
group by area_id, zone_ids
order by finding_key
