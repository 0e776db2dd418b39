-- The zones of a source that are open: declared, and not lifted since.
with
events as (
    select
        zone_id,
        max("at") filter (where event = 'declare') as declared_at,
        max("at") filter (where event = 'lift') as lifted_at,
        arg_max(level, "at") filter (where level is not null) as level,
        arg_max(scheme, "at") filter (where scheme is not null) as scheme,
        arg_max(extent_text, "at") filter (where extent_text is not null) as extent_text
    from current_zone_events($as_of)
    where not is_synthetic
    group by zone_id
)
select
    zones.zone_id,
    zones.area_id,
    coalesce(events.level, zones.level) as level,
    coalesce(events.extent_text, zones.extent_text) as extent_text,
    zones.extent_key,
    coalesce(events.scheme, zones.scheme) as scheme
from current_zones($as_of) as zones
inner join events on events.zone_id = zones.zone_id
where
    zones.source = $source
    and not zones.is_synthetic
    and (events.lifted_at is null or events.declared_at > events.lifted_at)
order by zones.zone_id
