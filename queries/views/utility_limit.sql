-- utility_limit: days of reserve below which a utility is said to run short.
-- zh: 水电气热储备下限
-- grain: kind
-- source: the board's own convention: three days, as for food
create or replace macro utility_limit(as_of) as table
select * from (values ('water', 3.0), ('power', 3.0), ('gas', 3.0), ('heat', 3.0)) as least (kind, least_days)
