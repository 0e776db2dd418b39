-- supply_norm: what one person needs a day, by good.
-- zh: 每人每日物资需要量
-- grain: item
-- source: Quanzhou notice of 2022-03-16 (grain 350 g, oil 50 g, meat 115 g, vegetables 400 g, eggs 60 g); a planning norm
create or replace macro supply_norm(as_of) as table
select * from (values
    ('grain', 0.350), ('oil', 0.050), ('meat', 0.115), ('vegetables', 0.400), ('eggs', 0.060)
) as norm (item, kg_per_person_day)
