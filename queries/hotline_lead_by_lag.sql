-- hotline_lead_by_lag: how calls about what people need go together with new cases of the city, by lag in days.
-- zh: 需求来电与新增感染者的相关，逐日错开
-- grain: need, lag
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: need varchar  -- food (supplies and their delivery), medical (care and medicine), transport, health_code
-- column: lag bigint  -- days by which calls come before cases, below 0 = after
-- column: ordering date  -- what orders the days, and the lags behind them; of no meaning by itself
-- column: calls bigint  -- of a day, which is read for the figure and not returned: null in what is returned
-- column: new_positive bigint  -- likewise
-- column: is_shown boolean  -- a lag: the days before them are read for the figure, and not returned
-- column: is_synthetic boolean
-- step: lead_lags of calls by need over ordering shows is_shown
-- adds: correlation double  -- of daily changes at this lag, -1 to 1; null = too few days or counts
-- adds: by_chance double  -- what chance reaches at any of the 21 lags in one of twenty such series
-- adds: is_best boolean  -- the lag at which they go together most, where it is beyond chance
-- adds: is_likely boolean  -- within the 95 % interval of the best lag
-- source: views/hotline_need_beside_cases
-- note: the same comparison as hotline_lead_by_need, lag by lag. Going together does not make the one a cause of the other.
with

    days as materialized(select * from hotline_need_beside_cases($as_of)),

    needs as (select need, max(day) as last_day, bool_or(is_synthetic) as is_synthetic from days group by need),

    lags as (select unnest(generate_series(-10, 10)) as lag),

    rows_of_days as (
        select need, null::bigint as lag, day as ordering, calls, new_positive, false as is_shown, is_synthetic from days
    ),

    rows_of_lags as (
        select
            n.need,
            g.lag,
            n.last_day + 11 + g.lag::integer as ordering,
            null::bigint as calls,
            null::bigint as new_positive,
            true as is_shown,
            n.is_synthetic,
        from needs as n
        cross join lags as g
    )

select *
from rows_of_days
union all
select *
from rows_of_lags
order by need, ordering
