-- zone_clock: the release clock of every open zone, under its own rule set or another one.
-- zh: 风险区解除时钟
-- grain: zone_id
-- source: views/zone_clock_under
-- note: its own rule set is the last one stated for it: by its declaration, a scheme switch, or a notice that overrides.
create or replace macro zone_clock(as_of, rule_set) as table
select * from zone_clock_under(as_of, if(coalesce(rule_set, '') = '', [], [rule_set]))
