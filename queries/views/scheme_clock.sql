-- scheme_clock: days without a new positive after which a zone is due, by rule set and level.
-- zh: 各版方案的解除天数
-- grain: scheme, level
-- source: rule_steps
-- note: the rule sets are the files of dashboard/rules/schemes/; days_after_lowering applies to a zone that was lowered from
-- high; null = the same as lift_days.
-- note: first depth: rounds of screening and contacts, which some rule sets ask for as well, are not tested here.
create or replace macro scheme_clock(as_of) as table
select scheme, level, lift_days, after_lowering_days as days_after_lowering from main.rule_steps
