-- screenings_latest: the newest round of screening of each area.
-- zh: 各区最近一轮核酸筛查
-- grain: area_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar
-- column: round bigint  -- null = not numbered
-- column: started_at timestamp  -- null = not published
-- column: ended_at timestamp  -- null = still running, or not published
-- column: is_running boolean  -- null = neither start nor end was published
-- column: sampled bigint  -- person-times; null = not reported
-- column: sampled_qualifier varchar  -- exact, at_least, about or up_to
-- column: positive bigint  -- people; null = not reported
-- column: sampling_points bigint
-- column: per_million double  -- positives per million samples; null = one is not reported
-- column: rounds bigint  -- rounds known of the area
-- column: source varchar
-- column: is_synthetic boolean
-- source: screenings
-- note: rounds of a single zone are left out.
with

    rounds as (
        select *, count(*) over (partition by area_id) as rounds
        from current_screenings($as_of)
        where coalesce(started_at <= $as_of, true) and zone_id is null
        qualify
            row_number() over (
                partition by area_id order by coalesce(started_at, ended_at) desc nulls last, round desc, screening_id desc
            )
            = 1
    )

select
    r.area_id,
    a.area_name,
    r.round,
    r.started_at,
    if(r.ended_at <= $as_of, r.ended_at, null) as ended_at,
    if(r.started_at is null and r.ended_at is null, null, r.ended_at is null or r.ended_at > $as_of) as is_running,
    r.sampled,
    coalesce(r.sampled_qualifier, 'exact') as sampled_qualifier,
    r.positive,
    r.sampling_points,
    r.positive * 1000000.0 / nullif(r.sampled, 0) as per_million,
    r.rounds,
    r.source,
    r.is_synthetic,
from rounds as r
left join area_known($as_of) as a on r.area_id = a.area_id
order by r.area_id
