-- deployments_load_by_area: people sent down and still there, beside what each district has to carry.
-- zh: 各区下沉人员与负担对照
-- grain: area_id
-- param: $days bigint = 30  -- records of the last days; null = all
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar
-- column: people bigint  -- sent less those who came back; null = nothing published of this district
-- column: qualifier varchar  -- exact, at_least, about or up_to
-- column: population bigint  -- residents; null = unknown
-- column: residents_per_helper double  -- null = a side is unknown, here and in the other quotients
-- column: people_per_10k double
-- column: grids bigint  -- null = none on record
-- column: people_per_grid double
-- column: closed_zones bigint  -- high and medium zones in force; null = no zone was ever received
-- column: closed_households bigint  -- in these; null = known for none of them
-- column: closed_qualifier varchar  -- at_least where not every zone says how many it holds
-- column: closed_households_per_helper double
-- column: is_synthetic boolean
-- source: views/deployment_standing, zones, views/zone_open, views/grid_load, views/area_known
-- note: as of views/deployment_standing. Records of the city alone belong to no district.
with
    helpers as (
        select
            area_id,
            sum(people)::bigint as people,
            case
                count(distinct qualifier) filter (where qualifier <> 'exact')
                when 0
                then 'exact'
                when 1
                then min(qualifier) filter (where qualifier <> 'exact')
                else 'about'
            end as qualifier,
            bool_or(is_synthetic) as is_synthetic,
        from deployment_standing($as_of)
        where $days::bigint is null or deployed_at > $as_of - to_days($days::integer)
        group by area_id
    ),

    closed as (
        select area_id, count(*) as zones, sum(households)::bigint as households, count(households) as known,
        from zone_open($as_of)
        where level in ('high', 'medium')
        group by area_id
    ),

    ever as (select count(*) > 0 as is_known from current_zones($as_of)),

    on_record as (select area_id, sum(n) filter (where not is_whole) as n from grid_load($as_of) group by area_id)

select
    a.area_id,
    a.area_name,
    h.people,
    h.qualifier,
    a.population,
    a.population / nullif(h.people, 0)::double as residents_per_helper,
    h.people * 10000.0 / nullif(a.population, 0) as people_per_10k,
    g.n::bigint as grids,
    h.people / nullif(g.n, 0)::double as people_per_grid,
    if(z.is_known, coalesce(c.zones, 0), null) as closed_zones,
    if(closed_zones = 0, 0, c.households) as closed_households,
    if(c.known < c.zones, 'at_least', 'exact') as closed_qualifier,
    closed_households / nullif(h.people, 0)::double as closed_households_per_helper,
    coalesce(h.is_synthetic, false) as is_synthetic,
from area_known($as_of) as a
cross join ever as z
left join helpers as h on a.area_id = h.area_id
left join closed as c on a.area_id = c.area_id
left join on_record as g on a.area_id = g.area_id
where a.is_district and not a.is_nested
order by a.area_id
