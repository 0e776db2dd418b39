-- deployment_standing: people sent down, less those of them who came back, each once.
-- zh: 下沉在岗人员
-- grain: deployment_id
-- source: deployments
-- note: a part of another record is not among them. Who came back is taken off the record that they were part of; where none is
-- named nobody is taken off. Person-times are no people, and are left out. Where a record says neither, its task is read.
create or replace macro deployment_standing(as_of) as table
with

records as (
    select d.*, coalesce(d.qualifier, 'exact') as bound,
        d.movement is not distinct from 'returned'
        or (d.movement is null and regexp_matches(coalesce(d.task, ''), '返程|撤离')) as is_back,
    from current_deployments(as_of) as d
    where d.counting_unit = '人' and d.at <= as_of
),

came_back as (
    select part_of, sum(people) as people, bool_and(bound = 'exact') as is_exact from records where is_back group by part_of
)

select
    r.deployment_id, r.at as deployed_at, r.area_id, greatest(0, r.people - coalesce(b.people, 0))::bigint as people,
    if(coalesce(b.is_exact, true), r.bound, 'about') as qualifier, r.is_synthetic,
from records as r
left join came_back as b on r.deployment_id = b.part_of
where
    not r.is_back
    and not coalesce(r.part_of in (select deployment_id from records), regexp_matches(coalesce(r.task, ''), '含在.*内'))
