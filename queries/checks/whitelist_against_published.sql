-- whitelist_against_published: published numbers of whitelisted businesses that the register does not hold.
-- zh: 公布的白名单数与台账不符
-- severity: medium
-- title: 白名单台账与公布数不符 | Published whitelist figures that the register does not bear out
-- advice: 请核对台账是否缺漏，或公布口径。 | Check whether the register lacks entries, or what the figure counts.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/indicator_bound, businesses, business_events
-- note: indicator whitelisted_businesses, latest period of each area, within its bounds.
-- note: the register as it stood at the period's end, or a day later: a bare date may mean either.
-- note: an area of which the register holds no business at all is not compared: its register was never received.
with

    published as (
        select area_id, label, value, unit, period_end, lowest, highest, coalesce(statement, '') as statement_key
        from indicator_bound($as_of)
        where indicator = 'whitelisted_businesses' and newness = 1 and place is null and period_end <= $as_of
    ),

    stated as (
        select
            p.area_id,
            p.statement_key,
            b.business_id,
            arg_max(e.event, (e.at, e.event in ('suspended', 'removed'))) filter (where e.at <= p.period_end) as event_before,
            arg_max(e.event, (e.at, e.event in ('suspended', 'removed'))) as event_after,
        from published as p
        inner join area_known($as_of) as a on p.area_id = a.area_id
        inner join current_businesses($as_of) as b on a.is_city or b.area_id = p.area_id
        left join
            current_business_events($as_of) as e
            on b.business_id = e.business_id
            and e.at <= least($as_of, p.period_end + interval 1 day)
        group by p.area_id, p.statement_key, b.business_id
    ),

    counted as (
        select
            area_id,
            statement_key,
            count(*) filter (where coalesce(event_before, 'listed') in ('listed', 'reinstated')) as listed_before,
            count(*) filter (where coalesce(event_after, 'listed') in ('listed', 'reinstated')) as listed,
        from stated
        group by area_id, statement_key
    )

select
    concat_ws(':', p.area_id, p.statement_key) as finding_key,
    p.area_id,
    'whitelisted_businesses' as subject,
    p.period_end as since_at,
    p.label || '：公布 ' || format('{:.10g}', p.value) || ' ' || p.unit || '，台账在册 ' || c.listed as detail_zh,
    'Published ' || format('{:.10g}', p.value) || ', the register lists ' || c.listed as detail_en,
from published as p
inner join counted as c on p.area_id = c.area_id and p.statement_key = c.statement_key
where greatest(c.listed, c.listed_before) < p.lowest or least(c.listed, c.listed_before) > p.highest
order by finding_key
