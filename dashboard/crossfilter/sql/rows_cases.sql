select cast(reported_at as date) as day, "class", area_id, route, origin, if(in_zone, 'inside', 'outside') as in_zone
from a_relation
where reported_at <= $as_of
