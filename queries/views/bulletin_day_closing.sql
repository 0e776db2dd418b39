-- bulletin_day_closing: whether the districts listed on a day add up to the city, figure by figure.
-- zh: 各日通报所列区县之和是否等于全市
-- grain: day, reporter_id
-- source: views/bulletin_of_day, views/bulletin_listed_day, views/area_known
-- note: districts are counted before conversions, so city + converted closes as well; nested zones are left out.
create or replace macro bulletin_day_closing(as_of) as table
with

windows as (
    select
        day, reporter_id, bool_and(is_partial) as is_partial, max(window_end) as window_end,
        bool_or(is_synthetic) as is_synthetic,
    from bulletin_of_day(as_of)
    group by day, reporter_id
),

listed as (select * from bulletin_listed_day(as_of)),

own as (
    select
        *,
        coalesce(total, coalesce(confirmed, 0) - coalesce(converted, 0) + coalesce(asymptomatic, 0)) as positive,
    from listed
    where area_id = reporter_id
),

sums as (
    select
        l.day, l.reporter_id, sum(l.total) as total, sum(l.confirmed) as confirmed, sum(l.asymptomatic) as asymptomatic,
    from listed as l
    left join area_known(as_of) as a on l.area_id = a.area_id
    where l.area_id <> l.reporter_id and not coalesce(a.is_nested, false)
    group by l.day, l.reporter_id
)

select
    w.*,
    own.confirmed is not null or s.confirmed is not null as gives_confirmed,
    own.asymptomatic is not null or s.asymptomatic is not null as gives_asymptomatic,
    coalesce(coalesce(s.confirmed, 0) = own.confirmed, false) as confirmed_closes,
    coalesce(coalesce(s.asymptomatic, 0) = own.asymptomatic, false) as asymptomatic_closes,
    coalesce(
        coalesce(s.total, 0) in (own.positive, own.positive + coalesce(own.converted, 0)), false
    ) as total_closes,
from windows as w
left join own on w.day = own.day and w.reporter_id = own.reporter_id
left join sums as s on w.day = s.day and w.reporter_id = s.reporter_id
