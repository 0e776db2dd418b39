-- zone_timeline: what happened to one zone, in order.
-- zh: 单个风险区的变动经过
-- grain: happened_at, event
-- param: $zone_id varchar = z-c
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: happened_at timestamp  -- when it took effect
-- column: event varchar
-- column: level varchar  -- level afterwards; null = not given
-- column: extent_text varchar  -- extent afterwards; null = unchanged
-- column: extent_before varchar  -- the wording until then; null = the first event, or none was known
-- column: decided_at timestamp  -- null = not recorded
-- column: notice_no varchar
-- column: reason varchar
-- column: source varchar
-- column: batch_id integer  -- the batch that brought it
-- column: is_synthetic boolean
-- source: zone_events, zones
with

    known_events as (
        select e.*, e.at as happened_at from current_zone_events($as_of) as e where e.zone_id = $zone_id and e.at <= $as_of
    ),

    worded as (
        select
            *,
            row_number() over event_order as place,
            last_value(extent_text ignore nulls) over (
                event_order rows between unbounded preceding and 1 preceding
            ) as worded_before,
        from known_events
        window event_order as (order by happened_at, event)
    )

select
    e.happened_at,
    e.event,
    e.level,
    e.extent_text,
    if(e.place = 1, null, coalesce(e.worded_before, z.extent_text)) as extent_before,
    e.decided_at,
    e.notice_no,
    e.reason,
    e.source,
    e.batch_id,
    e.is_synthetic,
from worded as e
left join current_zones($as_of) as z on e.zone_id = z.zone_id
order by e.happened_at, e.event
