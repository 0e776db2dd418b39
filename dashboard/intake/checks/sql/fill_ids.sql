-- Identifiers from the table `ids`, by row.
update staged set a_cell = ids.value from ids where staged.rowid = ids.id
