-- Numbers, qualifiers and units of the table `amounts`, by text, where the row's own qualifier and unit say nothing else.
update staged
set a_cell = amounts.number, the_parts
from amounts
where staged.a_text = amounts.written and a_cell is null and the_agreement
