-- Published percentages beyond a hundred, either way: a rate of completion or of growth may be one, most are slips of the point.
select
    source_row as line,
    a_text as value,
    cast(null as varchar) as detail
from staged
where abs(a_cell) > 100 and trim(a_unit) in ('%', '％', '百分比', 'percent', 'pct')
