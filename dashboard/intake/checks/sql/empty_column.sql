-- A column emptied, whatever the file says in it.
update staged set a_cell = null
