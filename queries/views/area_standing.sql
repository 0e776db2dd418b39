-- area_standing: the area that stands for one that was abolished, so that what happened in it is found where it belongs now.
-- zh: 已撤销地区由哪个地区承接
-- grain: area_id
-- source: areas
-- note: of areas abolished by then alone; one that was merged again leads to the last. Earlier, an area is itself.
create or replace macro area_standing(as_of) as table
with recursive

moved as (
    select a.area_id, a.successor_id
    from current_areas(as_of) as a
    inner join current_areas(as_of) as s on a.successor_id = s.area_id
    where a.valid_to <= as_of and a.area_id <> a.successor_id
),

followed as (
    select area_id, successor_id, 1 as steps from moved
    union all
    select f.area_id, m.successor_id, f.steps + 1 as steps
    from followed as f
    inner join moved as m on f.successor_id = m.area_id
    where f.steps < 9
)

select area_id, arg_max(successor_id, steps) as standing_id from followed group by area_id
