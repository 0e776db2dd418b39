-- closures_active_by_kind_area: closures in force by kind of target and district.
-- zh: 各区在执行的封控与关停
-- grain: kind, area_id
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: kind varchar  -- kind of target
-- column: area_name varchar  -- null = the notice names no district
-- column: closures bigint  -- places, by the published number where a row has one
-- column: area_id varchar  -- empty = no district named
-- column: past_planned_end bigint  -- of these, past their planned end
-- column: qualifier varchar  -- of closures: exact, at_least, about or up_to
-- column: stated bigint  -- the published numbers; null = none published
-- column: listed bigint  -- rows that are one thing each
-- column: is_synthetic boolean
-- source: views/closure_active, views/counted_row
-- note: what a published number covers is not added to it: closures is neither stated nor listed where both are there.
with

    known_closures as (
        select c.* exclude (qualifier, places), coalesce(c.area_id, '') as area_key, w.n, w.stated, w.qualifier
        from closure_active($as_of) as c
        inner join counted_row($as_of) as w on w.table_name = 'closures' and c.closure_id = w.row_id
    )

select
    target_kind as kind,
    any_value(area_name) as area_name,
    sum(n)::bigint as closures,
    area_key as area_id,
    coalesce(sum(n) filter (where is_past_planned_end), 0)::bigint as past_planned_end,
    case
        count(distinct qualifier) filter (where qualifier <> 'exact')
        when 0
        then 'exact'
        when 1
        then max(qualifier) filter (where qualifier <> 'exact')
        else 'about'
    end as qualifier,
    sum(stated)::bigint as stated,
    count(*) filter (where stated is null) as listed,
    bool_or(is_synthetic) as is_synthetic,
from known_closures
group by target_kind, area_key
order by target_kind, area_key
