-- zone_statement_register: how many zones the register had in force at the moment that a notice speaks of.
-- zh: 通告所指时刻台账中的现有风险区数
-- grain: notice_no, area_id, level
-- source: views/zone_statement, views/zone_spell, zones
-- note: only zones of the same level and source as the notice, or of none where it names none; made-up zones beside made-up
-- notices alone.
-- note: null = not comparable: the register had never held a zone of the area and level from that source by then, or no level
-- is stated.
create or replace macro zone_statement_register(as_of) as table
select
    s.*,
    if(count(p.zone_id) = 0, null, count(*) filter (where p.to_at is null or p.to_at > s.stated_at))::bigint as in_register,
from zone_statement(as_of) as s
left join (
    select p.zone_id, p.area_id, p.level, p.from_at, p.to_at, z.source, z.is_synthetic
    from zone_spell(as_of) as p
    inner join current_zones(as_of) as z on p.zone_id = z.zone_id
) as p
    on s.level = p.level and s.source is not distinct from p.source and s.is_synthetic = p.is_synthetic
    and (s.area_id is null or s.area_id = p.area_id) and p.from_at <= s.stated_at
where s.stated_at is not null
group by all
