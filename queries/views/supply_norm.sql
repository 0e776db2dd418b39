-- supply_norm: what one person needs a day, by good, and whether the good is required.
-- zh: 每人每日物资需要量
-- grain: item
-- source: supply_norms
-- note: planning norm: Quanzhou notice of 2022-03-16 (grain 350 g, oil 50 g, meat 115 g, vegetables 400 g, eggs 60 g).
-- note: it holds while the city has no norm of its own; then a required good that its norms lack has an unknown cover.
create or replace macro supply_norm(as_of) as table
with

planned as (
    select * from (values
        ('grain', 0.350), ('oil', 0.050), ('meat', 0.115), ('vegetables', 0.400), ('eggs', 0.060)
    ) as norm (item, kg)
),

own as (
    select n.*
    from current_supply_norms(as_of) as n
    where n.valid_from is null or n.valid_from <= as_of::date
    qualify row_number() over (partition by n.item order by n.valid_from desc nulls last, n.batch_id desc) = 1
)

select coalesce(o.item, p.item) as item, if(e.has_own, o.grams_per_person_day / 1000, p.kg) as kg_per_person_day,
    coalesce(o.is_required, true) as is_required, e.has_own and o.item is not null as is_own, o.valid_from, o.source, o.is_synthetic,
from planned as p
full join own as o on p.item = o.item
cross join (select count(*) > 0 as has_own from own) as e
