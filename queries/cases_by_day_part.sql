-- cases_by_day_part: new cases of the city by day, origin and severity.
-- zh: 全市每日新增：本土与输入、临床分型
-- grain: day, dimension, part
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: dimension varchar  -- origin or severity
-- column: part varchar  -- a value of the dimension; unknown = the line list does not say
-- column: new_cases bigint  -- people
-- column: is_partial boolean  -- the day's window is not yet whole
-- column: source varchar  -- bulletin or line_list
-- column: is_synthetic boolean
-- source: views/bulletin_of_day, bulletin_cells, cases, views/area_known, views/case_listed_day
-- note: a day of which a bulletin gives the dimension is the bulletin's, unless its total is of the line list, which goes on
-- after part of a day; the line list fills the others. Severity is of confirmed cases, of who
-- converted on the day of it, so that a day's parts add up to its confirmed.
-- note: the line list is by day of report and severity as now known. A dimension of which a period says nothing has no rows.
-- fmt: off
with

    speaking as (
        select s.* from bulletin_of_day($as_of) as s inner join area_known($as_of) as a on s.reporter_id = a.area_id and a.is_city
        where s.day not in (select day from case_listed_day($as_of))
    ),

    cells as (
        select s.day, s.published_at, s.bulletin_id, s.is_partial, c.n, c.class, c.origin, c.severity, s.is_synthetic
        from current_bulletin_cells($as_of) as c
        inner join speaking as s on c.bulletin_id = s.bulletin_id
        where c.measure = 'new' and c.route is null and (c.area_id is null or c.area_id = s.reporter_id)
    ),

    published as (
        select day, 'origin' as dimension, origin as part, class, is_partial, is_synthetic, arg_max(n, (published_at, bulletin_id)) as n
        from cells where origin is not null and severity is null group by all
        union all
        select day, 'severity', severity, class, is_partial, is_synthetic, arg_max(n, (published_at, bulletin_id))
        from cells where severity is not null and origin is null group by all
    ),

    bulletin_days as (
        select
            day, dimension, part, is_partial, 'bulletin' as source, is_synthetic,
            coalesce(
                sum(n) filter (where coalesce(class, 'positive') = 'positive'), sum(n) filter (where class in ('confirmed', 'asymptomatic'))
            )::bigint as new_cases,
        from published group by day, dimension, part, is_partial, is_synthetic
    ),

    persons as (
        select *, cast(reported_at as date) as day, if(converted_at <= $as_of, cast(converted_at as date), null) as converted_on,
        from current_cases($as_of)
        where reported_at <= $as_of and class in ('confirmed', 'asymptomatic', 'positive')
    ),

    listed as (
        select day, 'origin' as dimension, coalesce(origin, 'unknown') as part, is_synthetic from persons
        where exists (select 1 from persons as o where o.origin is not null)
        union all
        select coalesce(converted_on, day), 'severity', coalesce(severity, 'unknown'), is_synthetic from persons
        where (class = 'confirmed' or converted_on is not null) and exists (select 1 from persons as o where o.severity is not null)
    ),

    listed_days as (
        select day, dimension, part, day = $as_of::date as is_partial, 'line_list' as source, bool_or(is_synthetic) as is_synthetic,
            count(*) as new_cases,
        from listed where (day, dimension) not in (select (day, dimension) from bulletin_days) group by day, dimension, part
    )

select day, dimension, part, new_cases, is_partial, source, is_synthetic
from (select * from bulletin_days union all by name select * from listed_days)
where ($start::date is null or day >= $start::date) and day <= coalesce($end::date, $as_of::date) and new_cases is not null
order by day, dimension, part
