-- tickets_by_state: tickets open now, and those ended in the last 7 whole days, by state; of the city or of one unit.
-- zh: 各办理状态的工单
-- grain: state
-- param: $unit varchar  -- null = every unit; empty = tickets without one
-- param: $areas varchar[] = []  -- null or empty = every district
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: state varchar  -- received, dispatched, handled (open); closed, struck_off (ended in the last 7 whole days)
-- column: tickets bigint
-- column: overdue bigint  -- of the open ones, past their deadline; 0 of ended ones
-- column: escalated bigint  -- of the open ones
-- column: without_deadline bigint
-- column: by_rule bigint  -- those whose deadline follows from a rule, the ticket carrying none
-- column: by_weekdays bigint  -- of these, in working days of a year whose holidays are not known
-- column: median_age_hours double  -- from receipt until now, of ended ones until the end
-- column: is_synthetic boolean
-- source: hotline_tickets, views/ticket_state
with

    states as (
        select
            unnest(['received', 'dispatched', 'handled', 'closed', 'struck_off']) as state,
            generate_subscripts([1, 2, 3, 4, 5], 1) as rank
    ),

    tickets as (
        select *
        from ticket_state($as_of)
        where
            (is_open or (ended_at >= $as_of::date - 7 and ended_at < $as_of::date))
            and ($unit::varchar is null or coalesce(unit, '') = $unit::varchar)
            and (coalesce(len($areas::varchar[]), 0) = 0 or list_contains($areas::varchar[], area_id))
    )

select
    s.state,
    count(t.ticket_id) as tickets,
    count(*) filter (where t.is_overdue) as overdue,
    count(*) filter (where t.is_escalated) as escalated,
    count(t.ticket_id) filter (where t.due_at is null) as without_deadline,
    count(*) filter (where t.due_by in ('rule', 'weekdays')) as by_rule,
    count(*) filter (where t.due_by = 'weekdays') as by_weekdays,
    median(date_diff('second', t.received_at, coalesce(t.ended_at, $as_of)) / 3600.0) as median_age_hours,
    bool_or(t.is_synthetic) as is_synthetic,
from states as s
inner join (select count(*) as known from current_hotline_tickets($as_of)) as k on k.known > 0
left join tickets as t on s.state = t.state
group by s.state, s.rank
order by s.rank
