-- business_open_in_closed_zone: whitelisted businesses inside a high-risk zone, of which no rule says what they do there.
-- zh: 位于高风险区内的在册保供企业
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
-- source: views/business_ruling, views/business_visit, views/business_zone, views/open_rule_followed
-- note: whom only the register names may open as far as anybody said. By coordinates in a boundary, or by wording, which the
-- note: sentence says. A rule for the category in such zones settles it, and so does one, or an inspection, that closes it
-- note: anywhere: then nothing contradicts.
with

    shops as (
        select b.*
        from business_ruling($as_of) as b
        left join business_visit($as_of) as v on b.business_id = v.business_id
        left join open_rule_followed($as_of) as r on b.category = r.category and b.area_id = r.area_id and r.applies_in = 'high'
        where
            b.state = 'listed'
            and b.mode_outside is distinct from 'closed'
            and r.rule_id is null
            and not coalesce(v.is_closing, false)
    ),

    inside as (
        select
            s.*,
            z.zone_id,
            z.is_certain,
            z.extent_text,
            greatest(s.state_since, z.level_since) as since_at,
            if(s.mode_outside = 'inner_supermarket_only', '', coalesce('按' || s.outside_notice_no || '可营业，', '')) as under_zh,
            if(
                s.mode_outside = 'inner_supermarket_only',
                '',
                coalesce(', may open under ' || regexp_replace(s.outside_notice_no, '第([0-9]+)号', 'No. \1'), '')
            ) as under_en,
        from shops as s
        inner join business_zone($as_of) as z on s.business_id = z.business_id
        where z.level = 'high'
    )

select
    concat_ws(':', business_id, zone_id) as finding_key,
    area_id,
    business_id as subject,
    since_at,
    name
    || '：在册，'
    || under_zh
    || if(is_certain, '位于高风险区“' || extent_text || '”边界内', '地址在高风险区“' || extent_text || '”（按地址文字匹配，待核实）') as detail_zh,
    name
    || ': on the whitelist'
    || under_en
    || if(
        is_certain,
        ', lies within the boundary of the high-risk zone “' || extent_text || '”',
        ', its address is in the high-risk zone “' || extent_text || '” (matched by wording, to be verified)'
    ) as detail_en,
from inside
order by finding_key
