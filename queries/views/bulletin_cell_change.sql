-- bulletin_cell_change: figures of bulletins that were given again otherwise: in the same bulletin, or in one that replaces it.
-- zh: 通报数字的更正
-- grain: bulletin_id, replaces, figure, known_at
-- source: bulletins, bulletin_cells
-- note: known_at is when the new figure was received here, or published where that was later.
create or replace macro bulletin_cell_change(as_of) as table
with

versions as (
    select
        bulletin_id, measure, class, area_id, route, origin, severity, n, is_synthetic, sys_from as known_at,
        concat_ws('/', measure, coalesce(class, 'positive'), area_id, route, origin, severity) as figure,
        lag(n) over (partition by row_key order by sys_from) as before,
    from main.bulletin_cells
    where sys_from <= as_of
),

standing as (
    select v.*, b.area_id as reporter_id, b.window_start, b.window_end, b.published_at, b.revision, b.supersedes, b.reason
    from (select * from versions qualify row_number() over (partition by bulletin_id, figure order by known_at desc) = 1) as v
    inner join current_bulletins(as_of) as b on v.bulletin_id = b.bulletin_id
),

sent_again as (
    select
        v.bulletin_id, v.bulletin_id as replaces, v.figure, v.known_at, b.area_id as reporter_id, b.window_start, b.window_end, v.measure,
        v.class, v.area_id, v.route, v.origin, v.severity, v.before, v.n, b.reason, v.is_synthetic,
    from versions as v
    inner join current_bulletins(as_of) as b on v.bulletin_id = b.bulletin_id
    where v.before is not null and v.n <> v.before
),

replaced as (
    select
        b.bulletin_id, a.bulletin_id as replaces, b.figure, greatest(b.known_at, b.published_at) as known_at, b.reporter_id,
        b.window_start, b.window_end, b.measure, b.class, b.area_id, b.route, b.origin, b.severity, a.n as before, b.n, b.reason,
        a.is_synthetic or b.is_synthetic as is_synthetic,
    from standing as b
    inner join standing as a on b.reporter_id = a.reporter_id and b.figure = a.figure and b.bulletin_id <> a.bulletin_id
    where
        b.n <> a.n
        and (
            b.supersedes = a.bulletin_id
            or (b.supersedes is null and b.window_start = a.window_start and b.window_end = a.window_end and b.revision = a.revision + 1)
        )
)

select * from sent_again
union all by name
select * from replaced
