-- supply_norm_missing: required goods that the city's own norms lack.
-- zh: 本市需要量标准缺必需物资
-- severity: medium
-- title: 本市需要量标准缺必需物资，保障天数无法折算 | The city's norms lack a required good: its cover cannot be told
-- advice: 请补报该物资的每人每日需要量，或写明不作必需。 | Send its need of one person a day, or say that it is not required.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/supply_norm, supply_norms
-- note: without any norm of its own the city goes by the planning norm, and nothing is missing.
select
    item as finding_key,
    null::varchar as area_id,
    item as subject,
    null::timestamp as since_at,
    '需要量标准没有“' || case
        item
        when 'grain'
        then '粮食'
        when 'oil'
        then '食用油'
        when 'meat'
        then '肉类'
        when 'vegetables'
        then '蔬菜'
        when 'eggs'
        then '鸡蛋'
        when 'milk'
        then '奶类'
        when 'water'
        then '饮用水'
        when 'medicine'
        then '常用药'
        when 'package'
        then '物资包'
        else item
    end
    || '”，该物资的保障天数未知' as detail_zh,
    'the norms say nothing of ' || item || '; its cover is unknown' as detail_en,
from supply_norm($as_of)
where is_required and kg_per_person_day is null
order by finding_key
