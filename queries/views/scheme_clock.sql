-- scheme_clock: what each rule set asks before a zone of a level is lowered or lifted.
-- zh: 各版方案的解除条件
-- grain: scheme, level
-- source: rule_steps
-- note: the rule sets are the files of dashboard/rules/schemes/; days_after_lowering applies to a zone that was lowered from
-- high, without a further round; null = the same as lift_days. round_rule: none, on_day (of lift_days, or later) or
-- before_lifting (within round_days). contact_days null = none asked; transfer_days may stand for them.
create or replace macro scheme_clock(as_of) as table
select
    scheme, level, lift_days, after_lowering_days as days_after_lowering, anchor_day, round as round_rule, round_days,
    contact_days, transfer_days, lowers_to, rest_is_low,
from main.rule_steps
