-- case_day: new cases by day and area from the best source of that day.
-- zh: 每日各区新增：通报优先，其次个案，再次累计之差
-- grain: day, area_id
-- source: views/bulletin_area_day, views/line_list_area_day, views/cumulative_change_day
-- note: source is bulletin, line_list or cumulative_change; sources are never mixed within a day of one area.
create or replace macro case_day(as_of) as table
with

figures as (
    select
        day, area_id, new_positive, new_confirmed, new_asymptomatic, is_partial, 'bulletin' as source, is_synthetic,
        1 as preference,
    from bulletin_area_day(as_of)
    union all
    select
        day, area_id, new_positive, new_confirmed, new_asymptomatic, day = cast(as_of as date) as is_partial,
        'line_list' as source, is_synthetic, 2 as preference,
    from line_list_area_day(as_of)
    union all
    select
        day, area_id, new_confirmed as new_positive, new_confirmed, null as new_asymptomatic, false as is_partial,
        'cumulative_change' as source, is_synthetic, 3 as preference,
    from cumulative_change_day(as_of)
)

select day, area_id, new_positive, new_confirmed, new_asymptomatic, is_partial, source, is_synthetic
from figures
qualify row_number() over (partition by day, area_id order by preference) = 1
