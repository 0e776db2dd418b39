-- zone_clock_under: the release clock of every zone in force under each of several rule sets; an empty list = its own.
-- zh: 各版方案下的解除时钟
-- grain: zone_id, scheme_used
-- source: views/zone_fact, views/scheme_clock
-- note: tests/rules/release_clock.py reckons alike, and tests compare the two: days, then the round, then the contacts.
-- note: anchor = the later of the day the present level began and the last positive of the zone; it is day 0.
-- note: due_on = the day on which the days are complete, and the contacts where they are known; the round may still be missing.
-- note: a round that is asked for and was never recorded is waited for; contacts that were never recorded are not waited for,
-- since a zone may have none. unrecorded names them; missing names what stands in the way: days, round, contact.
-- note: state not_linked = positives were found in its district later and none names a zone: no clock can be reckoned.
-- note: state no_rule = the rule set knows no clock for that level (county levels, medium after 2022-11-11).
create or replace macro zone_clock_under(as_of, rule_sets) as table
with

known_zones as (
    select *, unnest(if(len(rule_sets) = 0, [scheme], rule_sets)) as scheme_used from zone_fact(as_of)
),

asked as (
    select
        z.*, r.lift_days is null as is_without_rule, coalesce(r.anchor_day, 0) as anchor_day, r.contact_days, r.lowers_to,
        greatest(cast(z.level_since as date), z.last_case_on) as anchor_on,
        z.level_before = 'high' and z.level <> 'high' and r.days_after_lowering is not null as is_second_step,
        if(is_second_step, r.days_after_lowering, r.lift_days) as lift_days,
        if(is_second_step, 'none', r.round_rule) as round_rule,
        r.round_days, coalesce(z.unlinked_on > anchor_on, false) as is_unlinked,
        case
            when z.last_contact_on is not null
            then least(z.last_contact_on + r.contact_days, z.last_transfer_on + r.transfer_days)
        end as contacts_on,
    from known_zones as z
    left join scheme_clock(as_of) as r on z.scheme_used = r.scheme and z.level = r.level
),

clocks as (
    select
        * exclude (contacts_on),
        if(contact_days is null, null, contacts_on) as contacts_on,
        cast(as_of as date) - anchor_on + anchor_day as clear_days,
        anchor_on + lift_days - anchor_day as complete_on,
        greatest(complete_on, if(contact_days is null, null, contacts_on)) as due_on,
        clear_days < lift_days as is_days_missing,
        case round_rule
            when 'none' then false
            when 'on_day' then coalesce(last_negative_round_on < complete_on, true)
            when 'before_lifting' then coalesce(last_negative_round_on < cast(as_of as date) - round_days, true)
        end as is_round_missing,
    from asked
)

select
    * exclude (complete_on, contacts_on, anchor_day, is_second_step, due_on, anchor_on, clear_days, is_unlinked, unlinked_on),
    if(is_unlinked, null, anchor_on) as anchor_on,
    if(is_unlinked, null, clear_days) as clear_days,
    if(is_without_rule or is_unlinked, null, due_on) as due_on,
    if(is_unlinked, []::varchar[], list_concat(
        if(is_days_missing, ['days'], []::varchar[]), if(is_round_missing, ['round'], []::varchar[]),
        if(cast(as_of as date) < contacts_on, ['contact'], []::varchar[])
    )) as missing,
    list_concat(
        if(round_rule <> 'none' and rounds_recorded = 0, ['round'], []::varchar[]),
        if(contact_days is not null and not is_contact_known, ['contact'], []::varchar[])
    ) as unrecorded,
    case
        when is_without_rule then 'no_rule'
        when is_unlinked then 'not_linked'
        when is_days_missing then 'counting'
        when is_round_missing then 'due_waiting_round'
        when cast(as_of as date) < contacts_on then 'due_waiting_contact'
        when cast(as_of as date) <= due_on then 'due'
        else 'overdue'
    end as state,
    if(is_without_rule or is_unlinked, null, greatest(0, cast(as_of as date) - due_on)) as overdue_days,
from clocks
