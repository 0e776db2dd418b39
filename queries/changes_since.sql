-- changes_since: what changed between two moments, counted.
-- zh: 两个时刻之间的变化
-- grain: what, detail
-- param: $since timestamp = 2022-11-28 18:00:00  -- null = 24 hours before as_of
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: what varchar  -- zones_opened, zones_lifted, zones_changed_level, bulletins, closures_begun, closures_ended ...
-- column: detail varchar  -- level, or empty
-- column: n bigint
-- source: views/zone_spell, views/closure_term, bulletins, business_events, views/business_told, notices, batches
-- note: more values of what: whitelist_added, whitelist_off, register_edited, notices, batches, rollbacks.
-- note: zones, closures and businesses are counted by when it happened, bulletins and notices by when they became known.
with

    moments as (select coalesce($since::timestamp, $as_of - interval 24 hours) as since),

    spells as (select * from zone_spell($as_of)),

    counts as (
        select 'zones_opened' as what, level as detail, count(*) as n
        from spells, moments
        where from_at > since and level_before is null
        group by level
        union all
        select 'zones_lifted', level, count(*)
        from spells, moments
        where to_at > since and level_after is null
        group by level
        union all
        select 'zones_changed_level', level, count(*)
        from spells, moments
        where from_at > since and level_before is not null
        group by level
        union all
        select 'bulletins', '', count(*)
        from current_bulletins($as_of), moments
        where bulletin_id not in (select b.bulletin_id from current_bulletins((select since from moments)) as b)
        union all
        select 'closures_begun', '', sum(places)::bigint
        from closure_term($as_of), moments
        where starts_at > since and starts_at <= $as_of
        union all
        select 'closures_ended', '', sum(places)::bigint
        from closure_term($as_of), moments
        where ended_at > since and ended_at <= $as_of
        union all
        select if(e.event in ('listed', 'reinstated'), 'whitelist_added', 'whitelist_off'), '', count(*)
        from current_business_events($as_of) as e, moments
        where e.at > since and e.at <= $as_of and e.event in ('listed', 'reinstated', 'suspended', 'removed')
        group by if(e.event in ('listed', 'reinstated'), 'whitelist_added', 'whitelist_off')
        union all
        select 'register_edited', '', count(*)
        from business_told($as_of), moments
        where received_at > since and after is not null
        union all
        select 'notices', '', count(*)
        from current_notices($as_of) as n, moments
        where
            n.at <= $as_of
            and n.notice_id not in (
                select o.notice_id
                from current_notices((select since from moments)) as o
                where o.at <= (select since from moments)
            )
        union all
        select if(kind = 'rollback', 'rollbacks', 'batches'), '', count(*)
        from main.batches, moments
        where received_at > since and received_at <= $as_of and kind <> 'purge'
        group by if(kind = 'rollback', 'rollbacks', 'batches')
    )

select what, detail, n
from counts
where n > 0
order by what, detail
