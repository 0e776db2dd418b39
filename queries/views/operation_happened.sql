-- operation_happened: what has happened to businesses, closures and tickets.
-- zh: 保供企业、封控与工单已发生的变动
-- grain: change_key
-- source: views/business_step, views/business_told, closures, views/ticket_state
-- note: a ticket is overdue from its deadline on unless it is known to have been closed by then; settled = closed after it.
-- note: a row of the register that is told otherwise is edited, before and after as JSON by column. A new row without an event is
-- note: registered; of the first register of a district none is, which is its beginning and no change.
create or replace macro operation_happened(as_of) as table
with

known_businesses as (select * from current_businesses(as_of)),

known_events as (select * from business_step(as_of)),

told as (select * from business_told(as_of)),

spoken_for as (
    select e.business_id, min(b.received_at) as first_at
    from main.business_events as e
    inner join batch_known(as_of) as b on e.batch_id = b.batch_id
    group by e.business_id
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
left join known_businesses as b on e.business_id = b.business_id
union all
select
    concat_ws('|', 'business_edited', t.business_id, t.received_at, t.after), 'business_edited', t.received_at, b.area_id, t.business_id,
    b.name, null, t.before, t.after, null, t.batch_id, b.lon, b.lat, t.is_synthetic,
from told as t
inner join known_businesses as b on t.business_id = b.business_id
where t.after is not null
union all
select
    concat_ws('|', 'business_registered', t.business_id, t.received_at), 'business_registered', t.received_at, b.area_id, t.business_id,
    b.name, null, null, null, null, t.batch_id, b.lon, b.lat, t.is_synthetic,
from told as t
inner join known_businesses as b on t.business_id = b.business_id
left join spoken_for as s on t.business_id = s.business_id
where t.telling = 1 and t.received_at > t.first_of_district and coalesce(s.first_at > t.received_at, true)
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
