-- case_stock_by_day: cumulative, existing, recovered and dead as published, by day.
-- zh: 每日累计、现有、治愈、死亡（通报口径）
-- grain: day, area_id, measure, class
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: area_id varchar
-- column: area_name varchar
-- column: measure varchar  -- cumulative, existing, recovered or dead
-- column: class varchar  -- case class; all = not split
-- column: n bigint  -- people
-- column: qualifier varchar  -- exact, at_least, about or up_to
-- column: bulletin_id varchar
-- column: is_synthetic boolean
-- source: views/bulletin_standing, bulletin_cells
-- note: a later count below an earlier one is a correction and is kept. Days without a bulletin have no row.
with

    cells as (
        select
            b.day,
            coalesce(c.area_id, b.reporter_id) as area_id,
            c.measure,
            coalesce(c.class, 'all') as class,
            c.n,
            coalesce(c.qualifier, 'exact') as qualifier,
            b.bulletin_id,
            b.is_synthetic,
        from current_bulletin_cells($as_of) as c
        inner join bulletin_standing($as_of) as b on c.bulletin_id = b.bulletin_id
        where
            c.measure in ('cumulative', 'existing', 'recovered', 'dead')
            and c.route is null
            and c.origin is null
            and c.severity is null
            and ($start::date is null or b.day >= $start::date)
            and b.day <= coalesce($end::date, $as_of::date)
        qualify
            row_number() over (
                partition by b.day, coalesce(c.area_id, b.reporter_id), c.measure, c.class
                order by b.window_end desc, b.revision desc, b.published_at desc, b.bulletin_id desc
            )
            = 1
    )

select c.day, c.area_id, a.area_name, c.measure, c.class, c.n, c.qualifier, c.bulletin_id, c.is_synthetic
from cells as c
left join area_known($as_of) as a on c.area_id = a.area_id
order by c.day, c.area_id, c.measure, c.class
