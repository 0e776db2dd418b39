select
    cast(received_at as date) as day,
    case
        when closed_at <= $as_of then if(closed_at > due_at, 'closed_late', 'closed')
        when due_at < $as_of then 'overdue'
        else 'open'
    end as state,
    area_id,
    topic,
    channel,
    unit
from a_relation
where received_at <= $as_of
