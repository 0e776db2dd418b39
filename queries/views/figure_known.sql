-- figure_known: every published figure that stands, by what it counts.
-- zh: 现行有效的公布数字
-- grain: figure_key
-- source: views/bulletin_standing, bulletin_cells, indicators
-- note: where several bulletins of one window give a figure, the highest revision and then the latest published counts.
create or replace macro figure_known(as_of) as table
with

cells as (
    select
        coalesce(c.area_id, b.reporter_id) as area_id, b.bulletin_id, b.title, b.window_end, b.revision, b.published_at, c.n, c.batch_id,
        concat_ws(
            '/', c.measure, coalesce(c.class, 'positive'), coalesce(c.route, ''), coalesce(c.origin, ''), coalesce(c.severity, '')
        ) as counted,
        concat_ws('|', b.reporter_id, b.window_start, b.window_end) as reported,
        c.is_synthetic,
    from current_bulletin_cells(as_of) as c
    inner join bulletin_standing(as_of) as b on c.bulletin_id = b.bulletin_id
)

select
    concat_ws('|', 'cell', reported, area_id, counted) as figure_key, area_id,
    arg_max(bulletin_id, (revision, published_at, bulletin_id)) as subject_id,
    arg_max(coalesce(title, bulletin_id), (revision, published_at, bulletin_id)) as subject, null::varchar as subject_en,
    any_value(counted) as detail, any_value(window_end) as happened_at,
    arg_max(n, (revision, published_at, bulletin_id))::double as value,
    arg_max(batch_id, (revision, published_at, bulletin_id)) as batch_id, bool_or(is_synthetic) as is_synthetic,
from cells
group by reported, area_id, counted
union all
select
    concat_ws('|', 'indicator', indicator, area_id, coalesce(place, ''), period_end, coalesce(statement, '')), area_id, indicator,
    coalesce(label, indicator), label_en, null, period_end, value, batch_id, is_synthetic,
from current_indicators(as_of)
