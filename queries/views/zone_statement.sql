-- zone_statement: what each notice states of the zones of one area and level, with the number of the notice taken apart.
-- zh: 各通告写明的风险区数
-- grain: notice_no, area_id, level
-- source: zone_statements, views/area_known
-- cached: many questions of one moment read it
-- note: area_id null = the whole city; stated_at null = the notice bears no date; a figure that is null was not stated.
-- note: series and serial are what stands before and in the last number of notice_no; null where it has none.
create or replace macro zone_statement(as_of) as table
select
    s.notice_no, s.at as stated_at, if(a.is_city, null, s.area_id) as area_id, coalesce(a.is_nested, false) as is_nested, s.level,
    s.existing, s.added, s.lifted, s.lowered, s.raised, s.moved_in, s.partly_lowered, s.split, s.merged,
    coalesce(s.qualifier, 'exact') as qualifier, coalesce(s.qualifier, 'exact') = 'exact' as is_exact,
    regexp_replace(s.notice_no, '[0-9]+[^0-9]*$', '') as series,
    try_cast(regexp_extract(s.notice_no, '([0-9]+)[^0-9]*$', 1) as bigint) as serial,
    if(a.area_id is null or a.is_city, '全市', a.area_name) as area_zh,
    if(a.area_id is null or a.is_city, 'the city', coalesce(a.area_name_en, a.area_name)) as area_en,
    case s.level when 'high' then '高风险区' when 'medium' then '中风险区' when 'low' then '低风险区' else '风险区' end as level_zh,
    case s.level when 'high' then 'high-risk zones' when 'medium' then 'medium-risk zones' when 'low' then 'low-risk zones' else 'zones' end as level_en,
    s.source, s.is_synthetic,
from current_zone_statements(as_of) as s
left join area_known(as_of) as a on s.area_id = a.area_id
where s.at is null or s.at <= as_of
