-- zone_statements_compared: what notices state of zones, beside what follows from the notice before and what the register had.
-- zh: 通告所列风险区数，与上一份推算之数和台账比对
-- grain: notice_no, area_name, level
-- param: $start date = 2022-11-01  -- inclusive
-- param: $end date = 2022-11-29  -- inclusive
-- param: $areas varchar[] = []  -- empty means every area; the whole city is always there
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: notice_no varchar
-- column: stated_at timestamp  -- the moment that the figures are of; null = the notice bears no date
-- column: area_id varchar  -- null = the whole city
-- column: area_name varchar
-- column: level varchar  -- high, medium, low; all = all levels together, or not stated
-- column: added bigint  -- zones; null = not stated
-- column: lifted bigint  -- zones; null = not stated
-- column: existing bigint  -- zones; null = not stated
-- column: qualifier varchar  -- exact, at_least, about or up_to
-- column: previous_no varchar  -- the notice before of that area and level; null = none is known
-- column: expected bigint  -- zones in force that follow from the notice before; null = not comparable
-- column: in_register bigint  -- zones in force in the register at that moment; null = not comparable
-- source: views/zone_statement, views/zone_statement_step, views/zone_statement_register
-- note: notices without a date are there whatever the dates asked for.
select
    s.notice_no,
    s.stated_at,
    s.area_id,
    s.area_zh as area_name,
    coalesce(s.level, 'all') as level,
    s.added,
    s.lifted,
    s.existing,
    s.qualifier,
    p.previous_no,
    p.expected,
    if(s.is_exact, r.in_register, null) as in_register,
from zone_statement($as_of) as s
left join
    zone_statement_step($as_of) as p
    on s.notice_no = p.notice_no
    and s.area_id is not distinct from p.area_id
    and s.level is not distinct from p.level
left join
    zone_statement_register($as_of) as r
    on s.notice_no = r.notice_no
    and s.area_id is not distinct from r.area_id
    and s.level is not distinct from r.level
where
    coalesce(s.stated_at::date between coalesce($start::date, '-infinity') and coalesce($end::date, 'infinity'), true)
    and (len($areas::varchar[]) = 0 or s.area_id is null or list_contains($areas::varchar[], s.area_id))
order by notice_no, area_name collate zh, area_name, level
