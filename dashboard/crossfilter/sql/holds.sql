-- From when until when the rows of a moment are counted alike: the last change up to it, the first one after it; null = none.
-- A district that is abolished leaves its rows to its successor.
select max(moment) filter (where moment <= $as_of) as since, min(moment) filter (where moment > $as_of) as until
from (
    select known_from as moment from batch_periods
    union all
    select known_to from batch_periods
    union all
    select cast(valid_to as timestamp) from main.areas
    union all
    some_moments
) as moments
