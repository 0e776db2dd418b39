-- zone_without_link: high and medium zones with households that no working delivery link serves.
-- zh: 没有有效配送对接的风险区
-- severity: high
-- title: 风险区没有有效的配送对接 | Zones without a working delivery link
-- advice: 请指定营业的保供点负责该区配送，或补报对接安排。 | Name an open point that delivers there, or report the link.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/zone_service
-- note: only where links are reported at all, and only zones that are known to hold households.
select
    zone_id as finding_key,
    area_id,
    zone_id as subject,
    level_since as since_at,
    extent_text || '：区内 ' || households || ' 户，没有营业的保供点负责配送' as detail_zh,
    extent_text || ': ' || households || ' households inside, no open point delivers there' as detail_en,
from zone_service($as_of)
where is_linked = false and households > 0
order by finding_key
