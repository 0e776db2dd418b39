-- zone_happened: every turn in the life of a zone that has happened, and every edit of its wording.
-- zh: 风险区已发生的变动
-- grain: change_key
-- source: views/zone_spell, zones, zone_events
-- note: the level a zone turned to is part of its key: a turn that is later known otherwise is another one.
create or replace macro zone_happened(as_of) as table
with

known_zones as (select * from current_zones(as_of)),

spells as (select * from zone_spell(as_of)),

known_events as (
    select e.*, e.at as happened_at, lag(e.extent_text ignore nulls) over (partition by e.zone_id order by e.at, e.event) as text_before
    from current_zone_events(as_of) as e
    where e.at <= as_of
),

tellings as (
    select zone_id, happened_at, max(batch_id) as batch_id, max(notice_no) as notice_no
    from known_events
    group by zone_id, happened_at
),

wordings as (
    select zone_id, arg_max(extent_text, happened_at) as extent_text from known_events where extent_text is not null group by zone_id
),

turns as (
    select
        zone_id,
        case
            when level_before is null then 'zone_declared'
            when list_position(['low', 'medium', 'high'], level) > list_position(['low', 'medium', 'high'], level_before)
                then 'zone_raised'
            else 'zone_lowered'
        end as kind,
        from_at as happened_at, level_before as before, level as after,
    from spells
    union all
    select zone_id, 'zone_lifted', to_at, level, null from spells where to_at is not null and level_after is null
),

told as (
    select t.zone_id, t.kind, t.happened_at, t.before, t.after, e.notice_no as detail, e.batch_id,
        concat_ws('|', t.kind, t.zone_id, t.happened_at, t.after) as change_key,
    from turns as t
    left join tellings as e on t.zone_id = e.zone_id and t.happened_at = e.happened_at
    union all
    select e.zone_id, 'zone_edited', e.happened_at, coalesce(e.text_before, z.extent_text), e.extent_text, e.event, e.batch_id,
        concat_ws('|', 'zone_edited', e.zone_id, e.happened_at, e.event, e.extent_text),
    from known_events as e
    inner join known_zones as z on e.zone_id = z.zone_id
    where e.event not in ('declare', 'raise', 'lower', 'lift')
)

select
    t.change_key, t.kind, t.happened_at, z.area_id, t.zone_id as subject_id, coalesce(w.extent_text, z.extent_text) as subject,
    null::varchar as subject_en, t.before, t.after, t.detail, coalesce(t.batch_id, z.batch_id) as batch_id, z.lon, z.lat,
    z.is_synthetic,
from told as t
inner join known_zones as z on t.zone_id = z.zone_id
left join wordings as w on t.zone_id = w.zone_id
