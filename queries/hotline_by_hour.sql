-- hotline_by_hour: calls offered, answered and abandoned by hour, against the same hour of the same weekday before.
-- zh: 每小时来电、接通率与同星期同时刻基线
-- grain: hour
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: hour timestamp
-- column: offered bigint  -- calls: answered + abandoned + blocked + left a message; null = not published
-- column: answered bigint
-- column: abandoned bigint
-- column: connect_share double  -- answered / offered, 0-1; null = no calls or not published
-- column: baseline double  -- calls: median of the same hour of the same weekday in the 8 weeks before; null below 5 of them
-- column: surge boolean  -- 0.6745 x (offered - baseline) / MAD above 3.5; null = no baseline, MAD 0, or not over yet
-- column: blocked bigint
-- column: within_15_share double  -- answered within 15 s / offered, 0-1; null = waits not known
-- column: mean_wait_seconds double  -- of answered calls with a known wait
-- column: weeks_in_baseline bigint
-- column: is_partial boolean  -- not every call of the hour is on record yet
-- column: marked boolean  -- a surge of the last 3 days that is worse than the same hour of the day before
-- column: source varchar  -- calls or published
-- column: is_synthetic boolean
-- source: views/hotline_hour_known
-- note: the trend is offered: answered saturates. Days without calls are missing. start null = the last 7 days, end null = as_of.
with

    calls as materialized(select * from hotline_hour_known($as_of)),

    wanted as materialized(
        select h.*, not h.is_whole as is_partial
        from calls as h
        where h.hour >= coalesce($start::timestamp, $as_of - interval 7 days) and ($end::date is null or h.hour < $end::date + 1)
    ),

    earlier as materialized(
        select h.hour, c.offered
        from (select hour, unnest(generate_series(1, 8)) as weeks from wanted) as h
        inner join calls as c on h.hour - to_days(7 * h.weeks::integer) = c.hour
        where c.offered is not null and c.is_whole
    ),

    medians as (select hour, median(offered) as baseline, count(*) as weeks from earlier group by hour having count(*) >= 5),

    spreads as (
        select e.hour, median(abs(e.offered - m.baseline)) as mad
        from earlier as e
        inner join medians as m on e.hour = m.hour
        group by e.hour
    ),

    scored as (
        select
            h.*,
            m.baseline,
            m.weeks,
            0.6745 * (h.offered - m.baseline) / nullif(s.mad, 0) > 3.5 as is_above,
            h.hour >= $as_of::date - 2 and h.offered > p.offered as is_worse,
        from wanted as h
        left join medians as m on h.hour = m.hour
        left join spreads as s on h.hour = s.hour
        left join calls as p on h.hour - interval 1 day = p.hour
    )

select
    hour,
    offered,
    answered,
    abandoned,
    answered / nullif(offered, 0)::double as connect_share,
    baseline::double as baseline,
    if(is_partial and not is_above, null, is_above) as surge,
    blocked,
    within_15_s / nullif(offered, 0)::double as within_15_share,
    wait_seconds_sum / nullif(waits_known, 0)::double as mean_wait_seconds,
    coalesce(weeks, 0) as weeks_in_baseline,
    is_partial,
    coalesce(is_above and is_worse, false) as marked,
    source,
    is_synthetic,
from scored
order by hour
