-- What the reader itself does beside the questions it is asked. No question may run any of the statements that write.

-- statement: attach_beside
attach if not exists ':memory:' as beside (read_write, compress)

-- statement: begin_reading
begin transaction read only

-- statement: end_reading
rollback

-- statement: cache_view
-- a_table, a_view: where the rows of a view lie, and the view.
create table beside.main.a_table as select * from a_view($at)

-- statement: read_cached
-- In a connection that has this macro it stands before the view of the same name. at_the_moment is a literal: macros take no parameter.
create temp macro a_view(as_of) as table
select * from beside.main.a_table where if(as_of = at_the_moment, true, error('cached for another moment'))

-- statement: compact_views
-- What was written since the last time is compressed to a tenth; refused while a question is being answered.
checkpoint beside

-- statement: forget_view
drop table if exists beside.main.a_table

-- statement: batches_known
select count(distinct batch_id), max(batch_id)
from main.batch_periods
where known_from <= $as_of and (known_to is null or known_to > $as_of)
