-- zone_overdue: zones that the rule set in force would have released.
-- zh: 超期未解除的风险区
-- severity: high
-- title: 风险区超期未解除 | Zones past their release day
-- advice: 请研判解除；所依据的方案与起算日见风险区页面。 | Review its release; rule set and anchor day stand on the zones page.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/zone_clock
-- note: since_at is the end of the day on which it was due.
-- note: a zone that waits for a round of screening, or for its contacts, is not overdue.
with late_zones as (select * from zone_clock($as_of, '') where state = 'overdue')

select
    zone_id as finding_key,
    area_id,
    zone_id as subject,
    (due_on + 1)::timestamp as since_at,
    extent_text || '：自 ' || anchor_on || ' 起已 ' || clear_days || ' 天，应于 ' || due_on || ' 解除' as detail_zh,
    extent_text || ': clear for ' || clear_days || ' days since ' || anchor_on || ', due ' || due_on as detail_en,
from late_zones
order by finding_key
