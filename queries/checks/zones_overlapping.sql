-- zones_overlapping: two zones in force whose boundaries overlap in part.
-- zh: 边界部分重叠的两处风险区
-- severity: medium
-- title: 两处风险区边界重叠 | Pairs of zones whose boundaries overlap
-- advice: 请核对两处边界，重叠部分只能归一处。 | Check both boundaries: a place can belong to one of them only.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/zone_open, zones, zone_overlaps
-- note: from 20 % of the smaller one's area: neighbours of 100 m that are drawn 10 m off share 10 %. Equal boundaries have a
-- check.
-- note: left out are a zone and what was split from it, the low rest of a district, and what lies in a larger zone that excludes
-- something by its wording, since its boundary may be drawn without the gap. since_at is when the second of them opened.
with recursive

    in_force as (
        select zone_id, area_id, extent_text, coalesce(excludes_text, '') <> '' as has_gap, opened_at, md5(geometry) as shape
        from zone_open($as_of)
        where geometry is not null and level <> 'low'
    ),

    ancestors as (
        select zone_id, from_zone_id as ancestor_id
        from current_zones($as_of)
        where from_zone_id is not null
        union
        select a.zone_id, z.from_zone_id
        from ancestors as a
        inner join current_zones($as_of) as z on a.ancestor_id = z.zone_id
        where z.from_zone_id is not null
    ),

    met as (
        select a, b, greatest(o.share, o.other_share) as share, if(o.share < o.other_share, a.has_gap, b.has_gap) as is_in_gap
        from main.zone_overlaps as o
        inner join in_force as a on o.shape = a.shape
        inner join in_force as b on o.other_shape = b.shape
        where a.zone_id <> b.zone_id and greatest(o.share, o.other_share) >= 0.2
    ),

    pairs as (
        select if(a.zone_id < b.zone_id, a, b) as one, if(a.zone_id < b.zone_id, b, a) as other, share
        from met
        where
            not is_in_gap
            and not exists (
                select 1
                from ancestors as s
                where
                    (s.zone_id = met.a.zone_id and s.ancestor_id = met.b.zone_id)
                    or (s.zone_id = met.b.zone_id and s.ancestor_id = met.a.zone_id)
            )
    )

select
    concat_ws(':', one.zone_id, other.zone_id) as finding_key,
    if(one.area_id = other.area_id, one.area_id, null) as area_id,
    concat_ws(', ', one.zone_id, other.zone_id) as subject,
    greatest(one.opened_at, other.opened_at) as since_at,
    printf('“%s”与“%s”重叠，占较小一处的 %.0f%%', one.extent_text, other.extent_text, 100 * share) as detail_zh,
    printf('“%s” and “%s” overlap by %.0f %% of the smaller one', one.extent_text, other.extent_text, 100 * share) as detail_en,
from pairs
order by finding_key
