-- The same for the text of a cell that could not be read as a value.
update staged set a_text = marked.written from marked where staged.rowid = marked.id
