-- Windows that end in the last second or minute of an hour's quarter: how many, the first of them, and its cell.
select count(*), min(source_row), arg_min(an_end_text, source_row) from staged where is_last_moment(a_start, an_end)
