-- Values for a column, from the table `filled`.
update staged set a_cell = filled.value from filled where staged.rowid = filled.id
