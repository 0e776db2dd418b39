-- deployments_recent: people sent down to the front line, newest first in the page, one record a row.
-- zh: 下沉力量
-- grain: deployment_id
-- param: $days bigint = 30  -- records of the last days; null = all
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: deployment_id varchar
-- column: deployed_at timestamp
-- column: from_unit varchar
-- column: area_id varchar  -- null = not stated
-- column: area_name varchar
-- column: place varchar
-- column: people bigint
-- column: counting_unit varchar  -- people or person-times
-- column: qualifier varchar  -- exact, at_least, about or up_to
-- column: task varchar
-- column: counted_as varchar  -- sent; part (of another record's number, which is among these); returned. Only sent is added up
-- column: source varchar
-- column: is_synthetic boolean
-- source: deployments
-- note: where a record says neither, its task is read: 含在…内 is a part, 返程 and 撤离 are of people who came back.
with

    known_deployments as (
        select d.*, d.at as deployed_at
        from current_deployments($as_of) as d
        where d.at <= $as_of and ($days::bigint is null or d.at > $as_of - to_days($days::integer))
    )

select
    d.deployment_id,
    d.deployed_at,
    d.from_unit,
    d.area_id,
    a.area_name,
    d.place,
    d.people,
    d.counting_unit,
    coalesce(d.qualifier, 'exact') as qualifier,
    d.task,
    case
        when d.movement = 'returned' or (d.movement is null and regexp_matches(coalesce(d.task, ''), '返程|撤离'))
        then 'returned'
        when d.part_of in (select w.deployment_id from known_deployments as w)
        then 'part'
        when d.part_of is null and regexp_matches(coalesce(d.task, ''), '含在.*内')
        then 'part'
        else 'sent'
    end as counted_as,
    d.source,
    d.is_synthetic,
from known_deployments as d
left join area_known($as_of) as a on d.area_id = a.area_id
order by d.deployment_id
