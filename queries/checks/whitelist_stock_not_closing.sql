-- whitelist_stock_not_closing: published whitelist figures that do not follow from the one before.
-- zh: 公布的白名单数与前一次公布数、增减不闭合
-- severity: medium
-- title: 公布的白名单数前后不闭合 | Published whitelist figures that do not follow from one another
-- advice: 请核对期间的增减，或公布口径是否变了。 | Check what came and went between them, or whether the figure counts otherwise now.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: businesses, views/indicator_bound, views/business_step
-- note: the figure before + added - taken off = the figure, each within its bounds. Added and taken off are the
-- note: published ones of the same period (whitelist_added, whitelist_removed) where both are stated, else those of the
-- note: register, if it has an event before the first figure. A bare date may mean either end of its day.
-- fmt: off
with figures as (
    select *, concat_ws(':', area_id, statement) as series
    from indicator_bound($as_of)
    where place is null and period_end <= $as_of and indicator in ('whitelisted_businesses', 'whitelist_added', 'whitelist_removed')
),

pairs as (
    select
        *, lag(value) over by_end as value_before, lag(lowest) over by_end as lowest_before, lag(highest) over by_end as highest_before,
        lag(period_end) over by_end as end_before,
    from figures
    where indicator = 'whitelisted_businesses'
    window by_end as (partition by area_id, series order by period_end)
),

stated as (
    select p.*, a.lowest - r.highest as least_stated, a.highest - r.lowest as most_stated, a.value - r.value as net_stated,
    from pairs as p
    left join figures as a on p.series = a.series and p.period_end = a.period_end and a.indicator = 'whitelist_added'
    left join figures as r on p.series = r.series and p.period_end = r.period_end and r.indicator = 'whitelist_removed'
    where p.end_before is not null
),

moves as (
    select b.area_id, s.happened_at, (s.state = 'listed')::int
        - coalesce(s.event_before in ('listed', 'reinstated'), s.event in ('rectify', 'suspended', 'removed'))::int as net,
    from business_step($as_of) as s
    inner join current_businesses($as_of) as b on s.business_id = b.business_id
),

counted as (
    select
        s.*, min(m.happened_at) as first_at,
        sum(net) filter (where m.happened_at <= s.end_before) as before_0,
        sum(net) filter (where m.happened_at <= s.end_before + interval 1 day) as before_1,
        sum(net) filter (where m.happened_at <= s.period_end) as end_0,
        sum(net) filter (where m.happened_at <= s.period_end + interval 1 day) as end_1,
    from stated as s
    inner join area_known($as_of) as a on s.area_id = a.area_id
    left join moves as m on m.area_id = s.area_id or a.is_city
    group by all
),

judged as (
    select
        *, coalesce(net_stated, end_0 - before_0)::bigint as net, end_before::date::varchar as day_before, period_end::date::varchar as day,
        coalesce(least_stated, least(end_0, end_1) - greatest(before_0, before_1)) as least_net,
        coalesce(most_stated, greatest(end_0, end_1) - least(before_0, before_1)) as most_net,
    from counted
    where first_at <= end_before or net_stated is not null
)

select
    concat_ws(':', series, strftime(period_end, '%Y-%m-%d %H:%M')) as finding_key, area_id, 'whitelisted_businesses' as subject,
    period_end as since_at,
    format('{}：{} 公布 {:.10g}，{} 公布 {:.10g}（{:+.10g}），', label, day_before, value_before, day, value, value - value_before)
    || if(net_stated is null, '台账', '公布的') || '列入减退出 ' || format('{:+d}', net) as detail_zh,
    format('Published {:.10g} on {}, {:.10g} on {} ({:+.10g}); ', value_before, day_before, value, day, value - value_before)
    || if(net_stated is null, 'by the register', 'as published') || ' added less taken off is ' || format('{:+d}', net) as detail_en,
from judged
where lowest - highest_before > most_net or highest - lowest_before < least_net
order by finding_key
