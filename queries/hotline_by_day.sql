-- hotline_by_day: calls offered, answered and abandoned by day, against the same weekday before.
-- zh: 每日来电、接通率与同星期基线
-- grain: day
-- param: $start date = 2022-10-08  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: offered bigint  -- calls: answered + abandoned + blocked + left a message; null = not published
-- column: answered bigint
-- column: abandoned bigint
-- column: connect_share double  -- answered / offered, 0-1; null = no calls or not published
-- column: baseline double  -- calls: median of the same weekday in the 8 weeks before; null below 5 of them
-- column: surge boolean  -- 0.6745 x (offered - baseline) / MAD above 3.5; null = no baseline, MAD 0, or not over yet
-- column: blocked bigint
-- column: within_15_share double  -- answered within 15 s / offered, 0-1; null = waits not known
-- column: mean_wait_seconds double  -- of answered calls with a known wait
-- column: weeks_in_baseline bigint
-- column: is_partial boolean  -- not the whole day is on record yet: its whole hours alone are counted
-- column: marked boolean  -- a surge of the last 3 days that is worse than the day before
-- column: source varchar  -- calls or published
-- column: is_synthetic boolean
-- source: views/hotline_day_known
-- note: the trend is offered: answered saturates. Days without any call are missing, not 0. start null = all days known.
with

    calls as materialized(select * from hotline_day_known($as_of)),

    wanted as materialized(
        select h.*, not h.is_whole as is_partial
        from calls as h
        where ($start::date is null or h.day >= $start::date) and ($end::date is null or h.day <= $end::date)
    ),

    earlier as materialized(
        select h.day, c.offered
        from (select day, unnest(generate_series(1, 8)) as weeks from wanted) as h
        inner join calls as c on h.day - 7 * h.weeks::integer = c.day
        where c.offered is not null and c.is_whole
    ),

    medians as (select day, median(offered) as baseline, count(*) as weeks from earlier group by day having count(*) >= 5),

    spreads as (
        select e.day, median(abs(e.offered - m.baseline)) as mad
        from earlier as e
        inner join medians as m on e.day = m.day
        group by e.day
    ),

    scored as (
        select
            h.*,
            m.baseline,
            m.weeks,
            0.6745 * (h.offered - m.baseline) / nullif(s.mad, 0) > 3.5 as is_above,
            h.day >= $as_of::date - 2 and h.offered > p.offered as is_worse,
        from wanted as h
        left join medians as m on h.day = m.day
        left join spreads as s on h.day = s.day
        left join calls as p on h.day - 1 = p.day
    )

select
    day,
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
order by day
