-- positive_in_lifted_zone: positives found in a zone after it was lifted, and not declared again.
-- zh: 解除后又报告阳性的风险区
-- severity: high
-- title: 已解除的风险区又有阳性 | Positives in zones already lifted
-- advice: 请研判是否重新划定。 | Review whether it must be declared again.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: cases, views/zone_spell, zones
-- note: one contradiction a zone, of the last 14 days: within them the zone would still be judged by its latest positive.
with

    spells as (
        select zone_id, bool_or(to_at is null) as is_open, max(to_at) as lifted_at from zone_spell($as_of) group by zone_id
    ),

    later as (
        select c.zone_id, min(c.reported_at) as first_at, count(*) as positives, max(s.lifted_at) as lifted_at
        from current_cases($as_of) as c
        inner join spells as s on c.zone_id = s.zone_id
        where
            not s.is_open
            and c.reported_at > s.lifted_at
            and c.reported_at between $as_of - interval 14 days and $as_of
            and c.class in ('confirmed', 'asymptomatic', 'positive')
        group by c.zone_id
    )

select
    l.zone_id as finding_key,
    z.area_id,
    l.zone_id as subject,
    l.first_at as since_at,
    z.extent_text || '：' || strftime(l.lifted_at, '%m-%d %H:%M') || ' 解除后又报告阳性 ' || l.positives || ' 例' as detail_zh,
    z.extent_text
    || ': '
    || l.positives
    || ' positive after it was lifted on '
    || strftime(l.lifted_at, '%m-%d %H:%M') as detail_en,
from later as l
inner join current_zones($as_of) as z on l.zone_id = z.zone_id
order by finding_key
