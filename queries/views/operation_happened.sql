-- operation_happened: what has happened to businesses, closures and tickets.
-- zh: 保供企业、封控与工单已发生的变动
-- grain: change_key
-- source: businesses, business_events, closures, views/ticket_state
-- note: a ticket is overdue from its deadline on unless it is known to have been closed by then; settled = closed after it.
create or replace macro operation_happened(as_of) as table
with

known_events as (
    select e.*, e.at as happened_at, lag(e.event) over (partition by e.business_id order by e.at, e.batch_id) as event_before
    from current_business_events(as_of) as e
    where e.at <= as_of
),

late_tickets as (
    select *
    from ticket_state(as_of)
    where due_at <= as_of and (ended_at is null or ended_at > due_at)
),

known_closures as (select * from current_closures(as_of))

select
    concat_ws('|', 'business', e.business_id, e.event, e.happened_at) as change_key, 'business_' || e.event as kind, e.happened_at,
    b.area_id, e.business_id as subject_id, b.name as subject, null::varchar as subject_en, e.event_before as before,
    e.event as after, e.reason as detail, e.batch_id, b.lon, b.lat, e.is_synthetic,
from known_events as e
left join current_businesses(as_of) as b on e.business_id = b.business_id
union all
select
    concat_ws('|', 'closure_begun', closure_id, starts_at), 'closure_begun', starts_at, area_id, closure_id, target, target_en, null,
    restriction, target_kind, batch_id, lon, lat, is_synthetic,
from known_closures
where starts_at <= as_of
union all
select
    concat_ws('|', 'closure_ended', closure_id, ended_at), 'closure_ended', ended_at, area_id, closure_id, target, target_en,
    restriction, null, target_kind, batch_id, lon, lat, is_synthetic,
from known_closures
where ended_at <= as_of
union all
select
    concat_ws('|', 'ticket_overdue', ticket_id, due_at), 'ticket_overdue', due_at, area_id, ticket_id, concat_ws(' ', ticket_id, unit),
    null, null, null, topic, batch_id, lon, lat, is_synthetic,
from late_tickets
union all
select
    concat_ws('|', 'ticket_settled', ticket_id, ended_at), 'ticket_settled', ended_at, area_id, ticket_id,
    concat_ws(' ', ticket_id, unit), null, null, null, topic, batch_id, lon, lat, is_synthetic,
from late_tickets
where ended_at <= as_of
