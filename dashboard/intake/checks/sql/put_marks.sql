-- The same cells with marks in the place of what told who a person is.
update staged set a_cell = marked.value, a_text = marked.written from marked where staged.rowid = marked.id
