-- oversight_limit: the limits by which oversight speaks of repeated faults, of long waits and of a broken chain: one row.
-- zh: 监督检查的界限：多少天内几次不合格算屡查屡犯，货车停留多久算滞留
-- grain: repeat_days
-- source: the product's own assumptions; no notice sets them
-- note: the one place where they stand; queries, checks and pages read them here.
create or replace macro oversight_limit(as_of) as table
select
    30 as repeat_days,
    2 as repeat_faults,
    12 as wait_hours,
    24 as chain_hours,
    5 as fewest_cases,
