-- bulletins_listed: every bulletin that is known: its window, what became of it, and which of its dimensions add up.
-- zh: 通报清单：时段、修订、各维度是否闭合
-- grain: bulletin_id
-- param: $start date = 2022-10-08  -- day that it speaks of, inclusive
-- param: $end date = 2022-11-29  -- day that it speaks of, inclusive
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: day date  -- of the window's last instant
-- column: area_id varchar
-- column: area_name varchar  -- who it reports on
-- column: window_start timestamp
-- column: window_end timestamp  -- exclusive
-- column: new_positive bigint  -- people, as published; null = not given, or replaced
-- column: bulletin_state varchar  -- in_force, of_part (a longer window of the day speaks), replaced, stocks_only (no new cases)
-- column: classes_add_up boolean  -- null = not broken down by class
-- column: districts_add_up boolean  -- null = not broken down by district
-- column: routes_add_up boolean  -- null = not broken down by route
-- column: origins_add_up boolean  -- null = not broken down by origin
-- column: severities_add_up boolean  -- null = not broken down by severity
-- column: figures_changed bigint  -- figures that it gives otherwise than before
-- column: published_at timestamp
-- column: revision bigint  -- 0 = first publication
-- column: reason varchar
-- column: supersedes varchar
-- column: bulletin_id varchar
-- column: title varchar
-- column: is_synthetic boolean
-- source: bulletins, views/bulletin_breakdown, views/bulletin_of_day, views/bulletin_figure, views/bulletin_cell_change
-- note: a part that lies inside another area (a nested functional zone) is not added up.
-- fmt: off
with

    breakdowns as (
        select
            bulletin_id,
            bool_and(closes) filter (where dimension = 'class') as classes_add_up,
            bool_and(closes) filter (where dimension = 'area') as districts_add_up,
            bool_and(closes) filter (where dimension = 'route') as routes_add_up,
            bool_and(closes) filter (where dimension = 'origin') as origins_add_up,
            bool_and(closes) filter (where dimension = 'severity') as severities_add_up,
        from bulletin_breakdown($as_of)
        group by bulletin_id
    ),

    changes as (select bulletin_id, count(distinct figure) as n from bulletin_cell_change($as_of) group by bulletin_id)

select
    cast(b.window_end - interval 1 microsecond as date) as day,
    b.area_id, a.area_name, b.window_start, b.window_end, f.new_positive,
    case
        when s.bulletin_id is null then 'replaced'
        when f.new_positive is null then 'stocks_only'
        when d.bulletin_id is null and s.is_daily then 'of_part'
        else 'in_force'
    end as bulletin_state,
    p.classes_add_up, p.districts_add_up, p.routes_add_up, p.origins_add_up, p.severities_add_up,
    coalesce(c.n, 0) as figures_changed,
    b.published_at, coalesce(b.revision, 0) as revision, b.reason, b.supersedes, b.bulletin_id, b.title, b.is_synthetic,
from current_bulletins($as_of) as b
left join bulletin_standing($as_of) as s on b.bulletin_id = s.bulletin_id
left join bulletin_of_day($as_of) as d on b.bulletin_id = d.bulletin_id
left join bulletin_figure($as_of) as f on b.bulletin_id = f.bulletin_id
left join breakdowns as p on b.bulletin_id = p.bulletin_id
left join changes as c on b.bulletin_id = c.bulletin_id
left join area_known($as_of) as a on b.area_id = a.area_id
where ($start::date is null or b.window_end > $start::date) and cast(b.window_end - interval 1 microsecond as date) <= coalesce($end::date, $as_of::date)
order by b.bulletin_id
