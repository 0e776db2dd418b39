-- hotline_need_by_area: calls about what people need by district, beside its zones, its last delivery and its cover.
-- zh: 各区需求来电与风险区、配送、保供
-- grain: area_id, need
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar
-- column: need varchar  -- food (supplies and their delivery), medical (care and medicine), transport, health_code
-- column: last_day date  -- the last day of which every call is on record; the 7 days end with it
-- column: calls_7d bigint  -- calls about it on the 7 days
-- column: per_10k double  -- a 10,000 residents; null without population
-- column: usual_7d double  -- what is usual for them, by the four weeks before; null = too few days on record
-- column: excess double  -- calls above it
-- column: days_above bigint  -- days to the newest that were above what is usual without a break, one that is not over included
-- column: zones_open bigint  -- high and medium zones in force
-- column: zone_days double  -- median age of these, days; null = no zone
-- column: people_inside bigint  -- people in these, where known; null = known for none
-- column: last_delivery_at timestamp  -- null = none on record
-- column: points_below bigint  -- supply points with a good below 3 days; null = none has a usable report
-- column: is_synthetic boolean
-- source: views/hotline_need_day, views/district_supplied, views/area_known
-- note: calls name a district, not a zone: what a zone lacks shows in the calls of its district.
with

    days as materialized(select * from hotline_need_day($as_of)),

    last as (select max(day) filter (where is_whole) as day from days),

    sums as (
        select
            d.area_id,
            d.need,
            any_value(l.day) as last_day,
            sum(d.calls) filter (where d.is_whole and d.day > l.day - 7) as calls_7d,
            if(
                count(d.usual) filter (where d.is_whole and d.day > l.day - 7) = 7,
                sum(d.usual) filter (where d.is_whole and d.day > l.day - 7),
                null
            ) as usual_7d,
            count(*) filter (where d.is_above and d.day > coalesce(b.day, date '0001-01-01')) as days_above,
            bool_or(d.is_synthetic) as is_synthetic,
        from days as d
        cross join last as l
        left join
            (select area_id, need, max(day) as day from days where not is_above and is_whole group by all) as b
            on d.area_id = b.area_id
            and d.need = b.need
        group by d.area_id, d.need
    )

select
    s.area_id,
    a.area_name,
    s.need,
    s.last_day,
    coalesce(s.calls_7d, 0)::bigint as calls_7d,
    s.calls_7d * 10000.0 / nullif(a.population, 0) as per_10k,
    s.usual_7d,
    s.calls_7d - s.usual_7d as excess,
    s.days_above,
    coalesce(z.zones_open, 0) as zones_open,
    z.zone_days,
    z.people_inside,
    z.last_delivery_at,
    z.points_below,
    s.is_synthetic,
from sums as s
left join area_known($as_of) as a on s.area_id = a.area_id
left join district_supplied($as_of) as z on s.area_id = z.area_id
order by s.area_id, s.need
