-- open_rule_known: every opening rule with the moment from which it counts.
-- zh: 每条营业规则与其起算时间
-- grain: rule_id
-- source: open_rules, notices, views/area_known
-- note: began_at is its start; where none was published, when its notice was, else when it was first known here.
-- note: area_id null = the whole city, however the rule names it.
create or replace macro open_rule_known(as_of) as table
with

first_known as (
    select rule_id, min(sys_from) as known_from from main.open_rules where valid_from is null and sys_from <= as_of group by rule_id
),

numbered as (
    select n.notice_no, min(n.at) as noted_at from current_notices(as_of) as n where n.notice_no is not null group by n.notice_no
)

select r.* replace (if(a.is_city, null, r.area_id) as area_id), coalesce(r.valid_from, n.noted_at, f.known_from) as began_at
from current_open_rules(as_of) as r
left join area_known(as_of) as a on r.area_id = a.area_id
left join first_known as f on r.rule_id = f.rule_id and r.valid_from is null
left join numbered as n on r.notice_no = n.notice_no and r.valid_from is null
