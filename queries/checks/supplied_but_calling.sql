-- supplied_but_calling: districts that are reported supplied while calls about food exceed what is usual for two days.
-- zh: 报称已保供而求助来电连续两天偏多
-- severity: high
-- title: 报称已保供，但生活物资来电连续两天高于常见量 | Reported supplied while calls about food are above usual for two days
-- advice: 请到该区核实配送是否到户，或更正保供上报。 | Ask in the district whether deliveries reach the households, or correct the report.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/hotline_need_day, views/district_supplied
-- note: supplied: a delivery on record in the last two days, or every known cover of its points is three days or more.
-- note: a day that is not over counts where its calls so far are above what is usual for a whole day.
with

    food as materialized(select * from hotline_need_day($as_of) where need = 'food'),

    -- The day after the last one that was whole and not above: from then on every day was.
    calling as (
        select
            f.area_id,
            min(f.day) as since_day,
            max(f.day) as last_day,
            count(*) as days,
            arg_max(f.calls, f.day) as calls,
            arg_max(f.usual, f.day) as usual,
        from food as f
        left join
            (select area_id, max(day) as day from food where is_whole and not is_above group by area_id) as b
            on f.area_id = b.area_id
        where f.is_above and f.day > coalesce(b.day, f.day - 1)
        group by f.area_id
        having count(*) >= 2
    )

select
    c.area_id as finding_key,
    c.area_id,
    c.area_id as subject,
    c.since_day + interval 1 day as since_at,
    '生活物资与配送来电连续 '
    || c.days
    || ' 天高于常见量，最近一天 '
    || c.calls
    || ' 通（常见 '
    || round(c.usual)::bigint
    || ' 通）；'
    || if(d.deliveries_2d > 0, '近两天有配送记录 ' || d.deliveries_2d || ' 条', '保供点保障均在三天以上') as detail_zh,
    format(
        'calls about food above usual for {} days, {} on the last (usual {}); {}',
        c.days,
        c.calls,
        round(c.usual)::bigint,
        if(d.deliveries_2d > 0, d.deliveries_2d || ' deliveries on record in two days', 'every known cover is three days or more')
    ) as detail_en,
from calling as c
inner join district_supplied($as_of) as d on c.area_id = d.area_id
where d.deliveries_2d > 0 or d.points_below = 0
order by finding_key
