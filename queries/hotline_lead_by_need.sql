-- hotline_lead_by_need: whether calls about what people need come before or after new cases of the city, and by how many days.
-- zh: 需求来电与新增感染者的先后
-- grain: need
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: need varchar  -- food (supplies and their delivery), medical (care and medicine), transport, health_code
-- column: day date  -- the last of the 90 days that this is of, the last of which every call is on record
-- column: calls bigint  -- calls about it on that day, in the whole city; null = no calls are on record
-- column: new_positive bigint  -- new cases of the city on that day; null = not reported, or its window is not whole
-- column: is_shown boolean  -- the last day: those before are read for the figure, and not returned
-- column: is_synthetic boolean
-- step: lead of calls by need over day shows is_shown
-- adds: lead_days double  -- days by which calls come before cases, below 0 = after; null = withheld
-- adds: lead_low double  -- lower end of 95 %
-- adds: lead_high double  -- upper end of 95 %
-- adds: correlation double  -- of daily changes at the lag where it is highest, -1 to 1; null = few_days or few_counts
-- adds: by_chance double  -- what chance reaches at any of the 21 lags in one of twenty such series
-- adds: days_paired bigint  -- days of which the daily change is known of both
-- adds: withheld varchar  -- few_days (under 21 at a lag), few_counts (under 3 a day), no_lag (none stands out); null = given
-- source: views/hotline_need_call, views/hotline_known_until, views/case_day, views/area_known
-- note: by day of call and of report. That calls come first does not make them a cause. Lags of up to 10 days are looked at.
with

    last as (select coalesce(known_until, $as_of)::date - 1 as day from hotline_known_until($as_of)),

    calls as (
        select need, day, sum(calls)::bigint as calls, bool_or(is_synthetic) as is_synthetic
        from hotline_need_call($as_of)
        where day > (select day from last) - 90 and day <= (select day from last)
        group by need, day
    ),

    needs as (select need, bool_or(is_synthetic) as is_synthetic from calls group by need),

    known as (select distinct day from main.hotline_day where sys_from <= $as_of and (sys_to is null or sys_to > $as_of)),

    reported as (
        select f.day, f.new_positive, f.is_synthetic
        from case_day($as_of) as f
        inner join area_known($as_of) as a on f.area_id = a.area_id and a.is_city
        where not f.is_partial
    ),

    days as (
        select cast(unnest(generate_series(day - interval 89 days, day::timestamp, interval 1 day)) as date) as day from last
    )

select
    n.need,
    d.day,
    if(k.day is null, null, coalesce(c.calls, 0))::bigint as calls,
    p.new_positive,
    d.day = l.day as is_shown,
    n.is_synthetic or coalesce(p.is_synthetic, false) as is_synthetic,
from needs as n
cross join days as d
cross join last as l
left join known as k on d.day = k.day
left join calls as c on n.need = c.need and d.day = c.day
left join reported as p on d.day = p.day
order by n.need, d.day
