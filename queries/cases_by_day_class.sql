-- cases_by_day_class: newly reported cases of the city by day and class.
-- zh: 全市每日新增：确诊与无症状
-- grain: day, class
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: class varchar  -- confirmed, asymptomatic, or positive where no classes are given
-- column: new_cases bigint  -- people; null = not reported that day
-- column: is_partial boolean
-- column: source varchar  -- bulletin, line_list or cumulative_change
-- column: is_synthetic boolean
-- source: views/case_day
-- note: confirmed includes conversions, so the classes can add up to more than new positives. A day without a report has null
-- figures.
with

    city as (select f.* from case_day($as_of) as f inner join area_known($as_of) as a on f.area_id = a.area_id and a.is_city),

    days as (
        select
            cast(
                unnest(
                    generate_series(
                        coalesce($start::date, (select min(day) from city))::timestamp,
                        coalesce($end::date, $as_of::date)::timestamp,
                        interval 1 day
                    )
                ) as date
            ) as day
    ),

    figures as (
        select d.day, 'confirmed' as class, c.new_confirmed as new_cases, c.is_partial, c.source, c.is_synthetic
        from days as d
        left join city as c on d.day = c.day
        union all
        select d.day, 'asymptomatic', c.new_asymptomatic, c.is_partial, c.source, c.is_synthetic
        from days as d
        left join city as c on d.day = c.day
        union all
        select day, 'positive', new_positive, is_partial, source, is_synthetic
        from city
        where new_confirmed is null and new_asymptomatic is null and new_positive is not null and day in (select day from days)
    )

select day, class, new_cases, is_partial, source, is_synthetic
from figures
order by day, class
