-- Values for the texts of a column that the macros did not read.
update staged set a_cell = late.value from late where staged.a_cell is null and staged.a_text = late.text
