-- working_day: every day from 2000 to 2049, whether it is worked in China, and how many working days there are up to it.
-- zh: 工作日与节假日
-- grain: day
-- source: working_days
-- note: holidays and make-up workdays follow the State Council's notices (dashboard/rules/calendar.csv, 2004 to 2026); where
-- is_covered is false none is known, and a working day is a weekday. The n-th working day after a day has its number + n.
create or replace macro working_day(as_of) as table
select day, is_working, is_covered, holiday, number from main.working_days
