-- business_open_in_closed_zone: whitelisted businesses that may open, inside a high-risk zone.
-- zh: 位于高风险区内且可营业的保供企业
-- severity: high
-- title: 白名单企业位于高风险区内 | Whitelisted businesses inside high-risk zones
-- advice: 请确认闭环或暂停，并指定替代网点。 | Confirm a closed loop or suspend it, and name a substitute.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/business_state, views/business_zone
-- note: whom only the register names may open as far as anybody said. Inside by coordinates or by wording. A rule for the
-- businesses in such zones settles it: then nothing contradicts.
with

    shops as (
        select * from business_state($as_of) where state = 'listed' and mode is distinct from 'closed' and not is_zone_rule
    ),

    inside as (
        select s.business_id, s.name, s.area_id, z.zone_id, z.extent_text, greatest(s.state_since, z.level_since) as since_at
        from shops as s
        inner join business_zone($as_of) as z on s.business_id = z.business_id
        where z.level = 'high'
    )

select
    concat_ws(':', business_id, zone_id) as finding_key,
    area_id,
    business_id as subject,
    since_at,
    name || '：可营业，但位于高风险区“' || extent_text || '”' as detail_zh,
    name || ': may open, but lies inside the high-risk zone “' || extent_text || '”' as detail_en,
from inside
order by finding_key
