-- cumulative_change_day: daily change of published cumulative confirmed cases, where two days in a row are published.
-- zh: 由累计确诊相邻两日之差得出的新增
-- grain: day, area_id
-- source: views/bulletin_standing, bulletin_cells
-- note: may be negative, when a later count was corrected downward.
create or replace macro cumulative_change_day(as_of) as table
with

counts as (
    select b.day, coalesce(c.area_id, b.reporter_id) as area_id, c.n, b.is_synthetic
    from current_bulletin_cells(as_of) as c
    inner join bulletin_standing(as_of) as b using (bulletin_id)
    where c.measure = 'cumulative' and c.class = 'confirmed'
        and c.route is null and c.origin is null and c.severity is null
    qualify row_number() over (
        partition by b.day, coalesce(c.area_id, b.reporter_id)
        order by b.window_end desc, b.revision desc, b.published_at desc, b.bulletin_id desc
    ) = 1
)

select this.day, this.area_id, this.n - before.n as new_confirmed, this.is_synthetic or before.is_synthetic as is_synthetic
from counts as this
inner join counts as before on this.area_id = before.area_id and this.day = before.day + 1
