-- business_events_out_of_order: whitelist events that cannot follow the one before.
-- zh: 前后不衔接的白名单变动
-- severity: medium
-- title: 白名单变动前后矛盾 | Whitelist events that contradict their order
-- advice: 请与审批单位核对变动记录，补报漏项。 | Check the record with the unit that approved it, and send what is missing.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: businesses, business_events
-- note: reinstated needs a suspension, a removal or an order to rectify before it; a removed one must be listed again.
-- note: applications and verifications may stand anywhere; a first event is judged only where it reinstates.
with

    steps as (
        select
            e.business_id,
            e.event,
            e.at as happened_at,
            lag(e.event) over (partition by e.business_id order by e.at, e.event in ('suspended', 'removed')) as event_before,
        from current_business_events($as_of) as e
        where e.at <= $as_of and e.event not in ('applied', 'verified')
    ),

    broken as (
        select
            s.*,
            coalesce(b.name, s.business_id) as name,
            b.area_id,
            case s.event when 'reinstated' then '恢复' when 'suspended' then '暂停' when 'removed' then '移出' else '整改' end as event_zh
        from steps as s
        left join current_businesses($as_of) as b on s.business_id = b.business_id
        where
            (s.event = 'reinstated' and coalesce(s.event_before, '') not in ('suspended', 'rectify', 'removed'))
            or (s.event_before = 'removed' and s.event in ('suspended', 'rectify', 'removed'))
            or (s.event_before = 'suspended' and s.event = 'suspended')
    )

select
    concat_ws(':', business_id, event, strftime(happened_at, '%Y-%m-%d %H:%M:%S')) as finding_key,
    area_id,
    business_id as subject,
    happened_at as since_at,
    name || '：' || strftime(happened_at, '%m-%d %H:%M') || ' 记为' || event_zh || '，与之前的状态不符' as detail_zh,
    name
    || ': '
    || event
    || ' on '
    || strftime(happened_at, '%m-%d %H:%M')
    || coalesce(' after ' || event_before, ' of what never stopped') as detail_en,
from broken
order by finding_key
