-- bulletin_tally: what each standing bulletin says of each area and class, side by side, for the equations that must hold.
-- zh: 每份通报各地区、各类别的数字并列
-- grain: bulletin_id, area_id, class
-- source: views/bulletin_standing, bulletin_cells
-- note: class is confirmed, asymptomatic, ... or all. A figure that is not exact is null, as one that is not stated: it proves
-- nothing.
-- note: figures split by route are not here; severities and origins are the sums and the words of their parts.
create or replace macro bulletin_tally(as_of) as table
with

cells as (
    select
        c.bulletin_id, coalesce(c.area_id, b.reporter_id) as area_id, if(coalesce(c.class, 'positive') = 'positive', 'all', c.class) as class,
        c.measure, c.origin, c.severity, c.n, coalesce(c.qualifier, 'exact') = 'exact' as is_exact,
        c.origin is null and c.severity is null as is_whole,
    from current_bulletin_cells(as_of) as c
    inner join bulletin_standing(as_of) as b on c.bulletin_id = b.bulletin_id
    where c.route is null
)

select
    c.bulletin_id, c.area_id, c.class, any_value(b.day) as day, any_value(b.window_start) as window_start,
    any_value(b.window_end) as window_end, any_value(b.is_partial) as is_partial, any_value(b.published_at) as published_at,
    any_value(b.reporter_id) as reporter_id, any_value(b.revision) as revision, any_value(b.reason) as reason,
    max(n) filter (where is_whole and is_exact and measure = 'cumulative') as cumulative,
    max(n) filter (where is_whole and is_exact and measure = 'existing') as existing,
    max(n) filter (where is_whole and is_exact and measure = 'recovered') as recovered,
    max(n) filter (where is_whole and is_exact and measure = 'dead') as dead,
    max(n) filter (where is_whole and is_exact and measure = 'new') as new,
    max(n) filter (where is_whole and is_exact and measure = 'new_dead') as new_dead,
    coalesce(bool_or(not is_exact), false) as has_bounds,
from cells as c
inner join bulletin_standing(as_of) as b on c.bulletin_id = b.bulletin_id
group by c.bulletin_id, c.area_id, c.class
