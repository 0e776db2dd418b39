-- bulletin_vs_line_list: published new positives beside the persons of the line list, by day and area.
-- zh: 通报与个案对照
-- grain: day, area_id
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: area_id varchar
-- column: area_name varchar
-- column: bulletin_positive bigint  -- people, published; null = not given
-- column: line_list_positive bigint  -- people in the line list; null = no report of that day
-- column: difference bigint  -- line list minus bulletin; null = one is missing
-- column: late bigint  -- of the difference: persons first known after the two could be compared; null as difference
-- column: moved bigint  -- of it: persons then counted under another day or district, less those that are now
-- column: reclassified bigint  -- of it: persons then of a class that is no positive, less those that are now
-- column: unexplained bigint  -- the rest, which differed from the start
-- column: is_partial boolean  -- the bulletin's window is not a whole day; the line list is cut to the same end
-- column: is_synthetic boolean  -- either side holds made-up rows
-- source: views/bulletin_area_day, views/line_list_change, cases
-- fmt: off
with

    published as (
        select *
        from bulletin_area_day($as_of)
        where ($start::date is null or day >= $start::date) and day <= coalesce($end::date, $as_of::date)
    ),

    persons as (
        select c.area_id, c.reported_at, cast(c.reported_at as date) as day, c.is_synthetic
        from current_cases($as_of) as c
        where c.reported_at <= $as_of and c.class in ('confirmed', 'asymptomatic', 'positive')
    ),

    listed_days as (select day, bool_or(is_synthetic) as is_synthetic from persons group by day),

    compared as (
        select
            p.day,
            p.area_id,
            a.area_name,
            p.new_positive as bulletin_positive,
            case
                when d.day is null
                then null
                else
                    (
                        select count(*)
                        from persons as c
                        where c.day = p.day and c.reported_at < p.window_end and (c.area_id = p.area_id or a.is_city)
                    )
            end as line_list_positive,
            p.is_partial,
            p.is_synthetic or coalesce(d.is_synthetic, false) as is_synthetic,
        from published as p
        left join area_known($as_of) as a on p.area_id = a.area_id
        left join listed_days as d on p.day = d.day
    ),

    told as materialized(select * from line_list_change($as_of)),
    changes as (
        select day, area_id, late, moved, reclassified from told
        union all
        select l.day, a.area_id, sum(l.late), sum(l.moved), sum(l.reclassified)
        from told as l
        inner join area_known($as_of) as a on a.is_city
        group by l.day, a.area_id
    )

select
    c.day, c.area_id, c.area_name, c.bulletin_positive, c.line_list_positive,
    c.line_list_positive - c.bulletin_positive as difference,
    if(difference is null, null, coalesce(x.late, 0))::bigint as late,
    if(difference is null, null, coalesce(x.moved, 0))::bigint as moved,
    if(difference is null, null, coalesce(x.reclassified, 0))::bigint as reclassified,
    (difference - coalesce(x.late, 0) - coalesce(x.moved, 0) - coalesce(x.reclassified, 0))::bigint as unexplained,
    c.is_partial, c.is_synthetic,
from compared as c
left join changes as x on c.day = x.day and c.area_id = x.area_id
order by c.day, c.area_id
