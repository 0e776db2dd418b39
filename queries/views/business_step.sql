-- business_step: every change of a business that has happened, with the state that it leads to and what was before it.
-- zh: 保供企业已发生的变动及其前后状态
-- grain: business_id, happened_at, event
-- source: business_events
-- note: changes of one moment (often a bare date) follow the life cycle, and what takes a business off the list comes
-- note: last. place is that order. state is that after the change: applied, verified, listed (reinstated too), rectify,
-- note: suspended or removed. standing_before leaves applications and verifications out: the last of listed, reinstated,
-- note: rectify, suspended, removed.
create or replace macro business_step(as_of) as table
with

placed as (
    select
        e.*, e.at as happened_at,
        list_position(['applied', 'verified', 'listed', 'reinstated', 'rectify', 'suspended', 'removed'], e.event) as place,
    from current_business_events(as_of) as e
    where e.at <= as_of
)

select
    business_id, happened_at, event, if(event = 'reinstated', 'listed', event) as state, reason, basis, actor, place,
    lag(event) over by_life as event_before,
    last_value(if(event in ('applied', 'verified'), null, event) ignore nulls) over before_it as standing_before,
    row_number() over (partition by business_id order by happened_at desc, place desc) = 1 as is_last,
    batch_id, is_synthetic,
from placed
window
    by_life as (partition by business_id order by happened_at, place),
    before_it as (partition by business_id order by happened_at, place rows between unbounded preceding and 1 preceding)
