-- business_called: names and addresses of the businesses of the register without what does not tell them apart.
-- zh: 企业名称与地址的可比写法
-- grain: business_id
-- source: businesses, views/business_step
-- note: of those that were not removed. core: the name without width, case, brackets and the words for a company or
-- note: branch; numbers: those in its whole name; narrow_address: without spaces, width, case and punctuation, null = no
-- note: address.
create or replace macro business_called(as_of) as table
with

narrowed as (
    select
        b.*,
        translate(
            lower(regexp_replace(b.name, '\s', '', 'g')),
            '０１２３４５６７８９（）ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ', '0123456789()abcdefghijklmnopqrstuvwxyz'
        ) as narrow_name,
        nullif(translate(lower(regexp_replace(b.address, '[\s,，。.#]', '', 'g')), '０１２３４５６７８９（）－—', '0123456789()--'), '') as narrow_address,
    from current_businesses(as_of) as b
    left join business_step(as_of) as s on b.business_id = s.business_id and s.is_last
    where coalesce(s.state, '') <> 'removed'
)

select
    business_id, name, category, area_id, lon, lat, narrow_address, regexp_extract_all(narrow_name, '[0-9]+|[一二三四五六七八九十]+') as numbers,
    regexp_replace(
        regexp_replace(narrow_name, '\([^)]*\)|[·.\-_&]', '', 'g'),
        '(有限责任|股份有限|有限|分)?公司|集团|个体工商户|经营部|门市部|商行|总店|分店|连锁店|旗舰店|加盟店', '', 'g'
    ) as core,
from narrowed
