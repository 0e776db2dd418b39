-- hotline_lead_by_need: whether calls about what people need come before or after new cases of the city, and by how many days.
-- zh: 需求来电与新增感染者的先后
-- grain: need
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: need varchar  -- food (supplies and their delivery), medical (care and medicine), transport, health_code
-- column: day date  -- the last of the 90 days that this is of, the last of which every call is on record
-- column: calls bigint  -- calls about it on that day, in the whole city; null = no calls are on record
-- column: new_positive bigint  -- new cases of the city on that day; null = not reported, or its window is not whole
-- column: is_shown boolean  -- the last day: those before are read for the figure, and not returned
-- column: is_synthetic boolean
-- step: lead of calls by need over day shows is_shown
-- adds: lead_days double  -- days by which calls come before cases, below 0 = after; null = withheld
-- adds: lead_low double  -- lower end of 95 %
-- adds: lead_high double  -- upper end of 95 %
-- adds: correlation double  -- of daily changes at the lag where it is highest, -1 to 1; null = few_days or few_counts
-- adds: by_chance double  -- what chance reaches at any of the 21 lags in one of twenty such series
-- adds: days_paired bigint  -- days of which the daily change is known of both
-- adds: withheld varchar  -- few_days (under 21 at a lag), few_counts (under 3 a day), no_lag (none stands out); null = given
-- source: views/hotline_need_beside_cases
-- note: by day of call and of report. That calls come first does not make them a cause. Lags of up to 10 days are looked at.
select n.need, n.day, n.calls, n.new_positive, n.is_last as is_shown, n.is_synthetic
from hotline_need_beside_cases($as_of) as n
order by n.need, n.day
