-- bulletin_figure: the new cases that one bulletin reports for its own area.
-- zh: 每份通报的新增合计
-- grain: bulletin_id
-- source: views/bulletin_standing, views/bulletin_area_figure
-- note: new_positive is the published total, else confirmed - converted + asymptomatic; a class not mentioned is not counted.
create or replace macro bulletin_figure(as_of) as table
select
    b.*,
    coalesce(
        f.total,
        case
            when f.confirmed is not null or f.asymptomatic is not null
                then coalesce(f.confirmed, 0) - coalesce(f.converted, 0) + coalesce(f.asymptomatic, 0)
        end
    ) as new_positive,
    f.confirmed as new_confirmed,
    f.asymptomatic as new_asymptomatic,
    f.converted as newly_converted,
from bulletin_standing(as_of) as b
inner join bulletin_area_figure(as_of) as f
    on b.bulletin_id = f.bulletin_id and b.reporter_id = f.area_id
