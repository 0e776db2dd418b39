-- resumption_before_approval: work or school resumed before an approval, or after a refusal.
-- zh: 未经批准的复工复产
-- severity: high
-- title: 未经批准已复工 | Work resumed without an approval
-- advice: 请核实批准手续，补报或暂停。 | Ask for the approval; send it in, or stop the work.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: resumptions
-- note: only where the case has an earlier stage on record: a resumption that is reported alone says nothing of its approval.
with

    stages as (
        select
            resumption_id,
            arg_max(applicant, stage_at) as applicant,
            arg_max(area_id, stage_at) as area_id,
            min(stage_at) filter (where stage = 'resumed') as resumed_at,
            min(stage_at) filter (where stage = 'approved') as approved_at,
            max(stage_at) filter (where stage = 'refused') as refused_at,
            count(*) filter (where stage <> 'resumed') as other_stages,
        from current_resumptions($as_of)
        where stage_at <= $as_of
        group by resumption_id
    )

select
    resumption_id as finding_key,
    area_id,
    resumption_id as subject,
    resumed_at as since_at,
    applicant
    || '：'
    || strftime(resumed_at, '%m-%d')
    || ' 已复工，'
    || case when refused_at is not null then '申请未获批准' when approved_at is not null then '批准在其后' else '没有批准记录' end as detail_zh,
    applicant
    || ': resumed on '
    || strftime(resumed_at, '%m-%d')
    || ', '
    || case
        when refused_at is not null then 'refused' when approved_at is not null then 'approved later' else 'no approval on record'
    end as detail_en,
from stages
where other_stages > 0 and (approved_at is null or approved_at > resumed_at) and resumed_at is not null
order by finding_key
