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
-- source: businesses, views/business_step
-- note: applied, verified, listed; then rectify, suspended or removed, and listed or reinstated again; one that was
-- note: removed applies again or is listed again. Checked again (verified) may be whoever had to rectify or was
-- note: suspended. a record may begin anywhere but with a reinstatement. Listed without a verification is judged where
-- note: its district records any.
-- fmt: off
with

known_businesses as (select * from current_businesses($as_of)),

steps as (
    select
        s.*, coalesce(b.name, s.business_id) as name, b.area_id, s.event_before in ('listed', 'reinstated') as was_listed,
        coalesce(s.event_before in ('applied', 'verified'), false) as was_pending,
        bool_or(s.event = 'verified') over (partition by b.area_id) as records_verifications,
    from business_step($as_of) as s
    left join known_businesses as b on s.business_id = b.business_id
),

broken as (
    select *
    from steps
    where
        case event
            when 'applied' then was_listed or event_before in ('verified', 'rectify')
            when 'verified' then was_listed or event_before = 'removed'
            when 'listed' then event_before = 'applied' and records_verifications
            when 'reinstated' then coalesce(standing_before, '') not in ('suspended', 'rectify', 'removed')
            when 'rectify' then standing_before = 'removed' or (was_pending and standing_before is null)
            when 'suspended' then standing_before in ('removed', 'suspended') or (was_pending and standing_before is null)
            when 'removed' then standing_before = 'removed' and not was_pending
        end
),

-- What each change is called.
words as (
    select * from (values
        ('applied', '申请', 'applied'), ('verified', '核查', 'verified'), ('listed', '在册', 'listed'), ('reinstated', '恢复', 'reinstated'),
        ('rectify', '整改', 'rectify'), ('suspended', '暂停', 'suspended'), ('removed', '移出', 'removed')
    ) as known (event, zh, en)
)

select
    concat_ws(':', b.business_id, b.event, strftime(b.happened_at, '%Y-%m-%d %H:%M:%S')) as finding_key,
    b.area_id,
    b.business_id as subject,
    b.happened_at as since_at,
    b.name || '：' || strftime(b.happened_at, '%m-%d %H:%M') || ' 记为“' || w.zh || '”，'
    || coalesce('之前为“' || p.zh || '”，不能衔接', '之前没有停业或整改的记录') as detail_zh,
    b.name || ': ' || w.en || ' on ' || strftime(b.happened_at, '%m-%d %H:%M')
    || coalesce(' cannot follow ' || p.en, ' of what never stopped') as detail_en,
from broken as b
inner join words as w on b.event = w.event
left join words as p on b.event_before = p.event
order by finding_key
