-- publication_happened: bulletins that are known, and notices that have been issued.
-- zh: 已知的通报与已发布的通告
-- grain: change_key
-- source: bulletins, notices
-- note: a bulletin counts from when it is known, whatever moment of publication it states.
create or replace macro publication_happened(as_of) as table
select
    concat_ws('|', 'bulletin_published', bulletin_id) as change_key, 'bulletin_published' as kind, published_at as happened_at, area_id,
    bulletin_id as subject_id, coalesce(title, bulletin_id) as subject, null::varchar as subject_en, supersedes as before,
    null::varchar as after, reason as detail, batch_id, null::double as lon, null::double as lat, is_synthetic,
from current_bulletins(as_of)
union all
select
    concat_ws('|', 'notice_issued', n.notice_id, n.at), 'notice_issued', n.at, n.area_id, n.notice_id, n.title, n.title_en, null, null,
    n.notice_no, n.batch_id, null, null, n.is_synthetic,
from current_notices(as_of) as n
where n.at <= as_of
