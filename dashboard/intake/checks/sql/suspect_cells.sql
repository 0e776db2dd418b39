-- Filled cells in which a pattern of people's numbers and names finds anything at its first look; of other columns than texts, the unread.
select rowid, source_row, cast(a_cell as varchar), a_text
from staged
where case when is_asked then regexp_matches(a_text, a_pattern) else false end
