-- indicator_bound: published figures with the least and the most that each can mean.
-- zh: 公布指标及其可能的上下限
-- grain: indicator, area_id, place, period_end, statement
-- source: indicators
-- note: at least and at most bound one side only; about is read as within a tenth of the figure.
create or replace macro indicator_bound(as_of) as table
select
    *,
    case coalesce(qualifier, 'exact')
        when 'up_to' then '-infinity'::double
        when 'about' then value - abs(value) / 10
        else value
    end as lowest,
    case coalesce(qualifier, 'exact')
        when 'at_least' then 'infinity'::double
        when 'about' then value + abs(value) / 10
        else value
    end as highest,
    row_number() over (partition by indicator, area_id, place, statement order by period_end desc) as newness,
from current_indicators(as_of)
