-- screening_above_sampled: rounds of screening with more positives than samples.
-- zh: 阳性人数大于采样人次的筛查
-- severity: medium
-- title: 阳性人数大于采样人次 | Screenings with more positives than samples
-- advice: 请核对该轮采样与阳性数。 | Check the samples and positives of that round.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: screenings
-- note: where both are known. A round that ended before it began is refused at intake.
with
    rounds as (
        select *
        from current_screenings($as_of)
        where
            coalesce(started_at <= $as_of, true)
            and positive > sampled
            and coalesce(sampled_qualifier, 'exact') in ('exact', 'up_to')
    )

select
    screening_id as finding_key,
    area_id,
    screening_id as subject,
    case when ended_at <= $as_of then ended_at else started_at end as since_at,
    coalesce('第 ' || round || ' 轮', '筛查 ' || screening_id) || '：采样 ' || sampled || ' 人次，阳性 ' || positive || ' 人' as detail_zh,
    coalesce('Round ' || round, 'Screening ' || screening_id)
    || ': '
    || sampled
    || ' sampled, '
    || positive
    || ' positive' as detail_en,
from rounds
order by finding_key
