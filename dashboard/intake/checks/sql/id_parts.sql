-- What the identifier is made from, of the rows that lack it.
select rowid as id, the_parts from staged where a_cell is null and (is_blank(a_text) or says_nothing(a_text)) order by rowid
