-- screenings_latest: the newest round of screening of each area, and how far it has come.
-- zh: 各区最近一轮核酸筛查与进度
-- grain: area_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar
-- column: round bigint  -- null = not numbered
-- column: started_at timestamp  -- null = not published
-- column: ended_at timestamp  -- null = still running, or not published
-- column: is_running boolean  -- null = neither start nor end was published
-- column: running_hours double  -- since its start; null = it has ended, or its start was not published
-- column: sampled bigint  -- person-times; null = not reported
-- column: sampled_qualifier varchar  -- exact, at_least, about or up_to
-- column: target bigint  -- people to be sampled: as published, else the residents of the area; null = neither is known
-- column: target_qualifier varchar  -- exact, at_least, about or up_to
-- column: target_of varchar  -- stated (published for the round) or residents; null = not known
-- column: sampled_share double  -- of the target; above 1 where samples are person-times; null = one is not known
-- column: share_qualifier varchar  -- of that share
-- column: positive bigint  -- people; null = not reported
-- column: sampling_points bigint
-- column: per_10k double  -- positives per 10,000 samples; null = one is not reported
-- column: rounds bigint  -- rounds known of the area
-- column: source varchar
-- column: is_synthetic boolean
-- source: screenings, views/area_known
-- note: rounds of a single zone are left out. A round that is not of everybody is not measured by the residents.
with
    newest as (
        select *, count(*) over (partition by area_id) as rounds
        from current_screenings($as_of)
        where coalesce(started_at <= $as_of, true) and zone_id is null
        qualify
            row_number() over (
                partition by area_id order by coalesce(started_at, ended_at) desc nulls last, round desc, screening_id desc
            )
            = 1
    ),

    aimed as (
        select
            r.* exclude (ended_at, target, target_qualifier, sampled_qualifier),
            a.area_name,
            if(r.ended_at <= $as_of, r.ended_at, null) as ended_at,
            if(r.started_at is null and r.ended_at is null, null, coalesce(r.ended_at > $as_of, true)) as is_running,
            coalesce(r.target, if(r.is_full is false, null, a.population))::bigint as target,
            coalesce(r.target_qualifier, 'exact') as of_target,
            coalesce(r.sampled_qualifier, 'exact') as of_sampled,
            if(r.target is not null, 'stated', if(r.is_full is false or a.population is null, null, 'residents')) as target_of,
        from newest as r
        left join area_known($as_of) as a on r.area_id = a.area_id
    )

select
    area_id,
    area_name,
    round,
    started_at,
    ended_at,
    is_running,
    if(is_running, date_diff('second', started_at, $as_of) / 3600.0, null) as running_hours,
    sampled,
    of_sampled as sampled_qualifier,
    target,
    of_target as target_qualifier,
    target_of,
    sampled / nullif(target, 0)::double as sampled_share,
    if(of_target = 'exact', of_sampled, if(of_sampled || of_target = 'exactat_least', 'up_to', 'about')) as share_qualifier,
    positive,
    sampling_points,
    positive * 10000.0 / nullif(sampled, 0) as per_10k,
    rounds,
    source,
    is_synthetic,
from aimed
order by area_id
