-- scheme_clock: days without a new positive after which a zone is due, by rule set and level.
-- zh: 各版方案的解除天数
-- grain: scheme, level
-- source: 8th edition (14 d); Shanghai 2022-05-22 (7 d); 9th edition 2022-06-28 (7 d, then 3 d at the lower level);
-- source: 综发〔2022〕101号 2022-11-11 (5 d); zone plan 2022-11-21 (5 d); new ten measures 2022-12-07 (5 d)
-- note: days_after_lowering applies to a zone that was lowered from high; null = the same as lift_days.
-- note: first depth: rounds of screening and contacts, which some rule sets ask for as well, are not tested here.
create or replace macro scheme_clock(as_of) as table
select * from (values
    ('three_zone', 'high', 14, null),
    ('three_zone', 'medium', 14, null),
    ('three_zone_shanghai_202205', 'high', 7, null),
    ('three_zone_shanghai_202205', 'medium', 7, 3),
    ('three_zone_guangzhou_2022', 'high', 14, null),
    ('three_zone_guangzhou_2022', 'medium', 14, null),
    ('ed9', 'high', 7, null),
    ('ed9', 'medium', 7, 3),
    ('twenty', 'high', 5, null),
    ('twenty_plan', 'high', 5, null),
    ('new_ten', 'high', 5, null)
) as rule (scheme, level, lift_days, days_after_lowering)
