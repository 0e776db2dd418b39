-- essential_closed_in_low_risk_area: essential businesses stopped for a zone or a rule, in districts without one.
-- zh: 低风险地区被关停的保供企业
-- severity: high
-- title: 低风险地区关停保供场所 | Essential places closed in low-risk areas
-- advice: 请核实依据并恢复营业（“九不准”第九条）。 | Ask what it stands on and let them open (rule 9 of the nine).
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/business_state, views/low_risk_area
-- note: suspended for a zone or a rule of the category, not by choice, after an inspection or for positive staff.
-- note: one contradiction a district and category. Rule of 2022-06-05, not applied before.
with

    stopped as (
        select *
        from business_state($as_of)
        where
            state = 'suspended'
            and reason in ('zone_closed', 'category_rule_changed')
            and category in (
                'food_retail',
                'farmers_market',
                'wholesale',
                'pharmacy',
                'hospital',
                'fever_clinic',
                'community_health',
                'fuel',
                'utility_water',
                'utility_power',
                'utility_gas',
                'utility_heat'
            )
    ),

    grouped as (
        select
            s.area_id,
            s.category,
            any_value(a.area_name) as area_name,
            count(*) as places,
            min(greatest(s.state_since, a.since_at)) as first_at,
            arg_min(s.name, s.business_id) as name
        from stopped as s
        inner join low_risk_area($as_of) as a on s.area_id = a.area_id
        where $as_of >= timestamp '2022-06-05'
        group by s.area_id, s.category
    )

select
    concat_ws(':', area_id, category) as finding_key,
    area_id,
    category as subject,
    first_at as since_at,
    area_name || '无高、中风险区，但因风险区或行业规定关停 ' || places || ' 家（' || name || if(places > 1, ' 等', '') || '）' as detail_zh,
    places
    || ' stopped for a zone or a rule ('
    || name
    || if(places > 1, ' and others', '')
    || '), in a district without a high or medium zone' as detail_en,
from grouped
order by finding_key
