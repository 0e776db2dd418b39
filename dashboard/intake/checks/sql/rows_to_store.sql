-- The rows as a batch has them.
select
    the_columns,
    a_row_key as row_key,
    cast(source_row as integer) as source_row,
    is_made_up as is_synthetic
from staged
cross join made_up
