-- zone_statement_step: what a notice states beside what the notice before it leads to.
-- zh: 通告现有数与上一份通告推算之数
-- grain: notice_no, area_id, level
-- source: views/zone_statement
-- note: expected = what the notice before left in force + added - lifted, and levels, splits and merges as far as stated.
-- note: null = not comparable: a figure is not stated, is not exact or bears no date, or a notice between the two may be missing:
-- the next number of a series is the next notice; without a series it is the notice of the same day or the day before.
-- note: of all levels together a change of level says nothing, since it may stay in force; such a notice is not compared.
create or replace macro zone_statement_step(as_of) as table
with

dated as (
    select
        *,
        coalesce(lowered, 0) + coalesce(raised, 0) + coalesce(moved_in, 0) as relevelled,
        coalesce(moved_in, 0) - coalesce(lowered, 0) - coalesce(raised, 0) + coalesce(split, 0) - coalesce(merged, 0) as moved,
        lag(notice_no) over in_order as previous_no,
        lag(stated_at) over in_order as previous_at,
        lag(if(is_exact, existing, null)) over in_order as previous_existing,
        if(
            series = lag(series) over in_order and serial is not null,
            serial = lag(serial) over in_order + 1,
            stated_at::date - (lag(stated_at) over in_order)::date <= 1
        ) as is_next,
    from zone_statement(as_of)
    where stated_at is not null
    window in_order as (partition by area_id, level, is_synthetic order by stated_at, serial, notice_no)
)

select
    * exclude (is_next, relevelled),
    if(
        is_exact and is_next and existing is not null and (level is not null or relevelled = 0), previous_existing + added - lifted + moved, null
    )::bigint as expected,
from dated
