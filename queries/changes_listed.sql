-- changes_listed: what changed between two moments, one row a change, the gravest first.
-- zh: 两个时刻之间的变化清单
-- grain: change_key
-- param: $since timestamp = 2022-11-26 07:00:00  -- null = 24 hours before as_of
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: kind varchar  -- zone_declared, zone_raised, zone_lowered, zone_lifted, zone_edited, figure_corrected ...
-- column: severity varchar  -- high, medium or low
-- column: came varchar  -- happened, learned or withdrawn; see the notes
-- column: happened_at timestamp  -- when it happened, or what a corrected figure speaks about; null = not known
-- column: known_at timestamp  -- receipt of the batch that says it; null = withdrawn, or not from one batch
-- column: area_id varchar  -- null = the whole city, or not stated
-- column: area_name varchar  -- null = the whole city, or not stated
-- column: subject_id varchar
-- column: subject varchar  -- what changed, in words
-- column: subject_en varchar  -- null = has no English name
-- column: before varchar  -- level, state, wording or figure before; null = none
-- column: after varchar  -- afterwards; null = none
-- column: detail varchar  -- notice, reason, good, topic, kind of event or what a figure counts; null = not stated
-- column: lon double  -- WGS-84; null = not located
-- column: lat double  -- WGS-84
-- column: change_key varchar
-- column: is_synthetic boolean
-- source: views/change_happened, views/change_figure, views/change_supply, views/change_kind, views/area_known, batches
-- note: happened = between the moments; learned = before the first, but known only since; withdrawn = known then, not said any
-- more.
-- note: more kinds: figure_withdrawn, business_..., supply_below_cover, supply_eased, supply_recovered, supply_unknown,
-- ticket_overdue, ticket_settled, closure_begun, closure_ended, bulletin_published, notice_issued.
-- note: business_edited = a row of the register was told otherwise; before and after are JSON by column, of those that changed.
-- note: not listed: cases, calls, deliveries, opening rules and resumptions, which their pages count by day.
with

    changes as materialized(
        select *
        from change_happened(coalesce($since::timestamp, $as_of - interval 24 hours), $as_of)
        union all by name
        select *
        from change_figure(coalesce($since::timestamp, $as_of - interval 24 hours), $as_of)
        union all by name
        select *
        from change_supply(coalesce($since::timestamp, $as_of - interval 24 hours), $as_of)
    ),

    chosen as (select * from changes where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], area_id))

select
    c.kind,
    k.severity,
    c.came,
    c.happened_at,
    if(c.came = 'withdrawn', null, b.received_at) as known_at,
    c.area_id,
    a.area_name,
    c.subject_id,
    c.subject,
    c.subject_en,
    c.before,
    c.after,
    c.detail,
    c.lon,
    c.lat,
    c.change_key,
    c.is_synthetic,
from chosen as c
left join change_kind($as_of) as k on c.kind = k.kind
left join area_known($as_of) as a on c.area_id = a.area_id
left join main.batches as b on c.batch_id = b.batch_id
order by k.place, c.came = 'withdrawn', c.happened_at desc nulls last, c.change_key
