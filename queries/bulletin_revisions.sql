-- bulletin_revisions: published figures that were changed afterwards: what they were, what they are, since when and why.
-- zh: 通报数字的更正
-- grain: day, bulletin_id, replaces, figure, known_at
-- param: $start date = 2022-10-08  -- day that the figure is of, inclusive
-- param: $end date = 2022-11-29  -- day that the figure is of, inclusive
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date
-- column: window_start timestamp
-- column: window_end timestamp  -- exclusive
-- column: area_id varchar  -- that the figure is of; the reporter's own where it is not split
-- column: area_name varchar
-- column: measure varchar
-- column: class varchar  -- all = not split
-- column: route varchar  -- all = not split
-- column: origin varchar  -- all = not split
-- column: severity varchar  -- all = not split
-- column: before bigint  -- people, as first published; may be below 0 in a correction
-- column: n bigint  -- people, as published since; may be below 0 in a correction
-- column: change bigint  -- people
-- column: reason varchar  -- as the publisher states it; null = not stated
-- column: known_at timestamp  -- since when the new figure is known
-- column: bulletin_id varchar
-- column: replaces varchar  -- the bulletin that it replaces; itself where the same one was received again with another figure
-- column: figure varchar  -- what is counted, as one word
-- column: is_synthetic boolean
-- source: views/bulletin_cell_change
-- note: nothing is overwritten: as of a moment before known_at the figure is the one before.
select
    cast(c.window_end - interval 1 microsecond as date) as day,
    c.window_start,
    c.window_end,
    coalesce(c.area_id, c.reporter_id) as area_id,
    a.area_name,
    c.measure,
    coalesce(c.class, 'all') as class,
    coalesce(c.route, 'all') as route,
    coalesce(c.origin, 'all') as origin,
    coalesce(c.severity, 'all') as severity,
    c.before,
    c.n,
    c.n - c.before as change,
    c.reason,
    c.known_at,
    c.bulletin_id,
    c.replaces,
    c.figure,
    c.is_synthetic,
from bulletin_cell_change($as_of) as c
left join area_known($as_of) as a on coalesce(c.area_id, c.reporter_id) = a.area_id
where
    ($start::date is null or c.window_end > $start::date)
    and cast(c.window_end - interval 1 microsecond as date) <= coalesce($end::date, $as_of::date)
order by day, c.bulletin_id, c.replaces, c.figure, c.known_at
