-- A window to 23:59:59, or to 23:59, ends with the day.
update staged
set an_end = an_end + case when second(an_end) = 59 then interval 1 second else interval 1 minute end
where is_last_moment(a_start, an_end)
