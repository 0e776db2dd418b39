-- ticket_state: every ticket received, how far it has come, and its deadlines.
-- zh: 工单办理状态与期限
-- grain: ticket_id
-- source: hotline_tickets, store_facts, views/area_known, views/ticket_limit, views/working_day
-- cached: many questions of one moment read it
-- note: a step later than the moment has not been taken. Where no ticket says when it was dispatched, one that has a unit
-- counts as dispatched. Struck off ends a ticket as closing does.
-- note: the deadline is the ticket's own (due_by given), else that of the rule which it names, else of its city's rule (due_by
-- rule; weekdays where the year's holidays are not known); an urgency that the rule needs and the ticket lacks leaves it without.
create or replace macro ticket_state(as_of) as table
with

tickets as (
    select
        t.*, a.area_name, if(t.dispatched_at <= as_of, t.dispatched_at, null) as got_at,
        if(t.handled_at <= as_of, t.handled_at, null) as begun_at, if(t.closed_at <= as_of, t.closed_at, null) as done_at,
        if(t.escalated_at <= as_of, t.escalated_at, null) as raised_at, if(t.struck_off_at <= as_of, t.struck_off_at, null) as off_at,
    from current_hotline_tickets(as_of) as t
    left join area_known(as_of) as a on t.area_id = a.area_id
    where t.received_at <= as_of
),

recorded as (select count(dispatched_at) > 0 as is_dispatch_known from current_hotline_tickets(as_of)),

called as (select distinct rule, unnest(named) as name from ticket_limit(as_of)),

of_city as (
    select distinct rule, valid_from, valid_to
    from ticket_limit(as_of)
    where list_contains(cities, (select city from main.store_facts))
),

dated as (
    select
        t.*, r.is_dispatch_known, l.rule as rule_used, w.is_covered and d.is_covered as is_covered,
        t.received_at + to_hours(l.dispatch_hours) as dispatch_due_at, t.got_at + to_hours(l.handle_hours) as handle_due_at,
        coalesce(
            t.received_at + to_hours(l.answer_hours), d.day + if(w.is_working, t.received_at::time, time '23:59')
        ) as rule_due_at,
    from tickets as t
    cross join recorded as r
    left join called as n on t.rule = n.name
    left join of_city as c on n.rule is null and t.received_at::date between c.valid_from and c.valid_to
    left join ticket_limit(as_of) as l on coalesce(n.rule, c.rule) = l.rule and l.urgency in ('any', t.urgency)
    left join working_day(as_of) as w on t.received_at::date = w.day
    left join working_day(as_of) as d on d.is_working and w.number + l.answer_working_days = d.number
)

select
    ticket_id, received_at, channel, topic, topic_raw, area_id, area_name, unit, urgency, got_at as dispatched_at, dispatch_due_at,
    begun_at as handled_at, handle_due_at, done_at as closed_at, raised_at as escalated_at, off_at as struck_off_at,
    coalesce(due_at, rule_due_at) as due_at,
    case when due_at is not null then 'given' when rule_due_at is null then null when is_covered = false then 'weekdays' else 'rule' end as due_by,
    rule, if(due_at is null, rule_used, null) as rule_used, least(done_at, off_at) as ended_at,
    case
        when off_at is not null then 'struck_off' when done_at is not null then 'closed' when begun_at is not null then 'handled'
        when got_at is not null or (unit is not null and not is_dispatch_known) then 'dispatched' else 'received'
    end as state,
    done_at is null and off_at is null as is_open, done_at is null and off_at is null and raised_at is not null as is_escalated,
    is_open and coalesce(due_at, rule_due_at) < as_of as is_overdue,
    begun_at is null and done_at is null and off_at is null and handle_due_at < as_of as is_waiting, lon, lat, batch_id, source_row,
    is_synthetic,
from dated
