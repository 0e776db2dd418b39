-- The store's own tables: what was taken in, when it was known, what was found, what each rule asks, which days are worked,
-- which boundaries overlap, and which points of businesses lie in them.

-- statement: create
create table batches (
    batch_id integer, kind varchar, rolls_back integer, source varchar, file varchar, sha256 varchar, encoding varchar,
    rows bigint, tables varchar, received_at timestamp, effective_at timestamp, recorded_at timestamp,
    rolled_back_at timestamp, operator varchar, note varchar
);
create table batch_periods (batch_id integer, received_at timestamp, known_from timestamp, known_to timestamp);
create table import_findings (
    batch_id integer, source_row integer, column_name varchar, value varchar, rule varchar, severity varchar,
    message_zh varchar, message_en varchar
);
create table store_facts (fingerprint varchar, city varchar, published_through integer);
create table rule_steps (
    scheme varchar, level varchar, lift_days integer, after_lowering_days integer, anchor_day integer, round varchar, round_days integer,
    contact_days integer, transfer_days integer, lowers_to varchar, rest_is_low boolean
);
create table ticket_limits (
    rule varchar, named varchar[], cities varchar[], valid_from date, valid_to date, urgency varchar, dispatch_hours integer,
    handle_hours integer, answer_hours integer, answer_working_days integer
);
create table zone_modes (rule varchar, scheme varchar, level varchar, category varchar, mode varchar);
create table working_days (day date, is_working boolean, is_covered boolean, holiday varchar, number integer);
create table zone_shapes (shape varchar);
create table zone_overlaps (shape varchar, other_shape varchar, share double, other_share double);
create table inside_shapes (shape varchar);
create table inside_points (lon double, lat double);
create table zone_points (shape varchar, lon double, lat double);

-- statement: add_rule_step
insert into rule_steps values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- statement: add_ticket_limit
insert into ticket_limits values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- statement: add_zone_mode
insert into zone_modes values (?, ?, ?, ?, ?)

-- statement: fill_working_days
-- Every day that a board may ask about; `number` counts the working days up to it, so that a limit of n of them is a look-up.
insert into working_days
with
    special as (select unnest($days) as day, unnest($kinds) as kind, unnest($names) as name),
    known as (
        select d.day::date as day, coalesce(s.kind = 'work', isodow(d.day) < 6) as is_working,
            year(d.day) between $first and $last as is_covered, if(s.kind = 'off', s.name, null) as holiday,
        from generate_series(timestamp '2000-01-01', timestamp '2049-12-31', interval 1 day) as d (day)
        left join special as s on d.day::date = s.day
    )
select day, is_working, is_covered, holiday, sum(is_working::integer) over (order by day)::integer from known order by day

-- statement: forget_facts
delete from store_facts

-- statement: add_facts
insert into store_facts values ($fingerprint, $city, $through)

-- statement: add_batch
insert into batches values (
    $batch_id, $kind, $rolls_back, $source, $file, $sha256, $encoding, $rows, $tables,
    $received_at, $effective_at, $recorded_at, null, $operator, $note
)

-- statement: add_problem
insert into import_findings values (?, ?, ?, ?, ?, ?, ?, ?)

-- statement: begin_period
insert into batch_periods values ($batch_id, $received_at, $known_from, null)

-- statement: end_periods
-- A clock that was set back may have left a period that ends later than now.
update batch_periods set known_to = $at where batch_id = $batch_id and (known_to is null or known_to > $at)

-- statement: forget_empty_periods
delete from batch_periods where known_to <= known_from

-- statement: mark_rolled_back
update batches set rolled_back_at = $at where batch_id = $batch_id
