-- zone_flow_not_closing: days on which declared less lifted is not the change in zones in force.
-- zh: 划定与解除之差不等于现有数变化的日期
-- severity: medium
-- title: 风险区台账不闭合 | Days on which the register of zones does not close
-- advice: 请核对当日通告：有无重复划定、重复解除或未登记的风险区。 | Check that day's notices for zones declared or lifted twice, or not on record.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: zone_events, views/zone_spell
-- note: declarations and liftings as sent, against the zones that they leave in force; those that no event declares are left out.
-- note: zones that were split, merged or moved to another rule set are left out: they open and end by other events.
with

    known_events as (
        select e.zone_id, cast(e.at as date) as day, e.event from current_zone_events($as_of) as e where e.at <= $as_of
    ),

    remade as (select distinct zone_id from known_events where event in ('split', 'merge', 'scheme_switch')),

    events as (select * from known_events where event in ('declare', 'lift') and zone_id not in (select zone_id from remade)),

    stated as (
        select day, count(*) filter (where event = 'declare') as declared, count(*) filter (where event = 'lift') as lifted
        from events
        group by day
    ),

    edges as (
        select zone_id, cast(from_at as date) as day, 1 as step
        from zone_spell($as_of)
        where level_before is null
        union all
        select zone_id, cast(to_at as date), -1
        from zone_spell($as_of)
        where level_after is null and to_at is not null
    ),

    changes as (
        select day, sum(step)::bigint as change
        from edges
        where
            (zone_id in (select zone_id from events where event = 'declare') or step < 0)
            and zone_id not in (select zone_id from remade)
        group by day
    )

select
    strftime(s.day, '%Y-%m-%d') as finding_key,
    null::varchar as area_id,
    strftime(s.day, '%Y-%m-%d') as subject,
    s.day::timestamp as since_at,
    s.day || '：划定 ' || s.declared || '，解除 ' || s.lifted || '，现有数变化 ' || coalesce(c.change, 0) as detail_zh,
    s.day
    || ': '
    || s.declared
    || ' declared, '
    || s.lifted
    || ' lifted, the zones in force changed by '
    || coalesce(c.change, 0) as detail_en,
from stated as s
left join changes as c on s.day = c.day
where s.declared - s.lifted <> coalesce(c.change, 0)
order by finding_key
