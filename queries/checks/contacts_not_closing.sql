-- contacts_not_closing: contacts whose released and observed do not make the total, or whose places do not make those observed.
-- zh: 密切接触者累计与解除、观察不闭合
-- severity: medium
-- title: 密切接触者数字不闭合 | Figures of contacts that do not close
-- advice: 请核对解除与在观人数，或说明转为病例、转出的人数。 | Check released and observed, or say how many became cases or were moved.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: contacts, views/area_known
-- note: cumulative = released + under observation; under observation = at home + in hospital + at a centre, where all three are
-- stated.
-- note: assumed, and said: nobody left otherwise, as by becoming a case. Rows that are not exact are not tested.
-- fmt: off
with

    known_contacts as (
        select c.*, c.at as told_at, concat_ws(':', strftime(c.at, '%Y-%m-%dT%H:%M'), coalesce(c.area_id, ''), c.kind) as told_key,
            coalesce(a.area_name, '全市') as place, coalesce(a.area_name_en, 'the city') as place_en,
        from current_contacts($as_of) as c
        left join area_known($as_of) as a on c.area_id = a.area_id
        where c.at <= $as_of and coalesce(c.qualifier, 'exact') = 'exact'
    ),

    sums as (
        select
            *, 'total' as part, cumulative as whole, released + under_observation as parts_sum,
            '累计 ' || cumulative || '，解除 ' || released || ' + 正在观察 ' || under_observation as zh,
            'cumulative ' || cumulative || ', released ' || released || ' + under observation ' || under_observation as en,
            '人转为病例或转出' as missing_zh, ' who became cases or were moved' as missing_en,
        from known_contacts
        union all
        select
            *, 'places', under_observation, at_home + at_hospital + at_centre,
            '正在观察 ' || under_observation || '，居家 ' || at_home || ' + 医院 ' || at_hospital || ' + 集中 ' || at_centre,
            'under observation ' || under_observation || ', at home ' || at_home || ' + hospital ' || at_hospital || ' + centre ' || at_centre,
            '人在别处', ' elsewhere',
        from known_contacts
    )

select
    concat_ws(':', told_key, part) as finding_key,
    area_id,
    told_key as subject,
    told_at as since_at,
    place || ' ' || strftime(told_at, '%m-%d %H:%M') || '：' || zh || ' = ' || parts_sum || '，差 ' || (whole - parts_sum)
    || if(whole > parts_sum, '；若有 ' || (whole - parts_sum) || ' ' || missing_zh || '则闭合', '；各部分多于合计') as detail_zh,
    place_en || ' ' || strftime(told_at, '%m-%d %H:%M') || ': ' || en || ' = ' || parts_sum || ', ' || (whole - parts_sum) || ' apart'
    || if(whole > parts_sum, '; closes with ' || (whole - parts_sum) || missing_en, '; the parts are more than the whole') as detail_en,
from sums
where whole <> parts_sum
order by finding_key
