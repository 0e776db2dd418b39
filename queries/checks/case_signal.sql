-- case_signal: rises of new cases above what the days before would lead one to expect, by area, for somebody to verify.
-- zh: 聚集信号，供核实
-- severity: medium
-- title: 聚集信号（须核实） | Case signals to verify
-- advice: 核实是否属实，再定调查、观察或不处置。 | Verify whether it is real, then investigate, watch or leave it.
-- decides: verification, disposition
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- the city too
-- column: subject varchar  -- name of the area
-- column: since_at timestamp  -- the first delivery about cases after the day; the day's end where none came
-- column: day date  -- the first day of the signal
-- column: new_positive bigint  -- people, on that day
-- column: is_partial boolean  -- the day's window is not yet whole; null = no report
-- step: signal_findings of new_positive by area_id over day shows is_found
-- adds: signals varchar  -- the statistics above their threshold on that day, joined by +
-- adds: detail_zh varchar
-- adds: detail_en varchar
-- adds: is_found boolean  -- a signal that began on this day and lasted into the 14 days to the last whole one
-- source: views/case_day, views/area_known, views/batch_known
-- note: a signal ends with the first day without one; a sudden rise (EARS) within a slow one (CUSUM) begins another.
with

    places as (select area_id, area_name from area_known($as_of) where is_city or (is_district and not is_nested)),

    figures as (select * from case_day($as_of)),

    days as (
        select cast(unnest(generate_series(min(day)::timestamp, $as_of::date::timestamp, interval 1 day)) as date) as day
        from figures
    ),

    received as (
        select received_at
        from batch_known($as_of)
        where list_has_any(json_keys(tables::json), ['bulletins', 'bulletin_cells', 'cases'])
    ),

    known_days as (
        select d.day, least(coalesce(b.received_at, d.day + interval 1 day), $as_of) as known_at
        from days as d
        asof left join received as b on d.day + interval 1 day <= b.received_at
    )

select
    p.area_id || ':' || d.day as finding_key,
    p.area_id,
    p.area_name as subject,
    d.known_at as since_at,
    d.day,
    f.new_positive,
    f.is_partial,
from places as p
cross join known_days as d
left join figures as f on p.area_id = f.area_id and d.day = f.day
order by finding_key
