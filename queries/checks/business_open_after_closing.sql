-- business_open_after_closing: businesses still listed after an inspection that suspended or closed them.
-- zh: 检查责令停业后仍在册的企业
-- severity: high
-- title: 责令停业后仍在白名单 | Businesses listed after an inspection closed them
-- advice: 请暂停其白名单资格，或补报复查结果。 | Suspend it, or send the result of the second visit.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/business_ruling, views/business_visit
-- note: until a later visit passes it, or the register lists or reinstates it afterwards.
select
    b.business_id as finding_key,
    b.area_id,
    b.business_id as subject,
    v.visited_at as since_at,
    b.name
    || '：'
    || strftime(v.visited_at, '%m-%d %H:%M')
    || ' 检查'
    || if(v.outcome = 'closed', '关闭', '责令暂停')
    || '，仍在册' as detail_zh,
    b.name
    || ': '
    || v.outcome
    || ' by the inspection of '
    || strftime(v.visited_at, '%m-%d %H:%M')
    || ', still listed' as detail_en,
from business_ruling($as_of) as b
inner join business_visit($as_of) as v on b.business_id = v.business_id
where b.state = 'listed' and v.is_closing
order by finding_key
