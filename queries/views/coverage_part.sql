-- coverage_part: districts with the homes that are counted, their homes as lists, and the open places for food as lists.
-- zh: 各区县网格、网格坐标与可购食品地点的坐标
-- grain: part, area_id
-- source: views/home_by_area, views/home_known, views/food_place, views/area_known
-- note: a row a district for whoever reads, and the lists for the step of coverage_by_area: one row each instead of each home.
create or replace macro coverage_part(as_of) as table
with

homes as (
    select
        area_id, 'homes' as part, list(lon order by grid_id) as lons, list(lat order by grid_id) as lats,
        list(coalesce(people::double, 'nan'::double) order by grid_id) as people_each,
        list(coalesce(households::double, 'nan'::double) order by grid_id) as households_each,
    from home_known(as_of)
    where is_placed and not is_closed
    group by area_id
),

places as (
    select 'places' as part, list(lon order by kind, id) as lons, list(lat order by kind, id) as lats,
    from food_place(as_of)
    where is_open and lon is not null and lat is not null
    having count(*) > 0
),

districts as (
    select h.*, a.area_name, 'district' as part
    from home_by_area(as_of) as h
    left join area_known(as_of) as a on h.area_id = a.area_id
)

select * from districts union all by name select * from homes union all by name select * from places
