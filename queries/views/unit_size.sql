-- unit_size: units of goods: what each measures, and how many of that measure's own unit (kg, litre, portion, piece) it is.
-- zh: 物资计量单位
-- grain: unit
-- source: the units that intake takes for goods (dashboard/intake/checks/units.py); a test holds the two together
create or replace macro unit_size(as_of) as table
select * from (values
    ('千克', 'mass', 1.0), ('公斤', 'mass', 1.0), ('kg', 'mass', 1.0), ('吨', 'mass', 1000.0), ('t', 'mass', 1000.0), ('斤', 'mass', 0.5),
    ('克', 'mass', 0.001), ('g', 'mass', 0.001), ('升', 'volume', 1.0), ('l', 'volume', 1.0), ('litres', 'volume', 1.0), ('毫升', 'volume', 0.001), ('ml', 'volume', 0.001),
    ('份', 'portions', 1.0), ('portions', 'portions', 1.0), ('个', 'pieces', 1.0), ('件', 'pieces', 1.0), ('盒', 'pieces', 1.0),
    ('瓶', 'pieces', 1.0), ('袋', 'pieces', 1.0), ('pieces', 'pieces', 1.0)
) as size (unit, measure, size)
