select cast(started_at as date) as day, hour(started_at) as hour, area_id, topic, channel, outcome
from a_relation
where started_at <= $as_of
