-- contacts_latest: the newest figures of contacts of each area and kind.
-- zh: 各地区密切接触者最新数字
-- grain: area_id, kind
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar  -- of the city where no district is named; empty = no area at all
-- column: area_name varchar
-- column: kind varchar  -- close, secondary or other
-- column: reported_at timestamp  -- the moment that the figures are of
-- column: cumulative bigint  -- people; null = not stated, here and below
-- column: under_observation bigint
-- column: at_home bigint  -- of these
-- column: at_hospital bigint
-- column: at_centre bigint
-- column: released bigint
-- column: qualifier varchar  -- of every figure: exact, at_least, about or up_to
-- column: closes boolean  -- cumulative = released + under observation, within the qualifier; null = a figure is not stated
-- column: days_old double  -- since that moment
-- column: source varchar
-- column: is_synthetic boolean
-- source: contacts, views/area_known
-- sliced: area_id
-- note: as published: a figure that is not stated is not made from the others.
with

    known_contacts as (
        select
            c.*,
            c.at as reported_at,
            coalesce(c.area_id, (select min(area_id) from area_known($as_of) where is_city), '') as area_key
        from current_contacts($as_of) as c
        where c.at <= $as_of
        qualify row_number() over (partition by area_key, c.kind order by c.at desc, c.batch_id desc) = 1
    )

select
    c.area_key as area_id,
    a.area_name,
    c.kind,
    c.reported_at,
    c.cumulative,
    c.under_observation,
    c.at_home,
    c.at_hospital,
    c.at_centre,
    c.released,
    coalesce(c.qualifier, 'exact') as qualifier,
    if(coalesce(c.qualifier, 'exact') = 'exact', c.cumulative = c.released + c.under_observation, null) as closes,
    date_diff('second', c.reported_at, $as_of) / 86400.0 as days_old,
    c.source,
    c.is_synthetic,
from known_contacts as c
left join area_known($as_of) as a on c.area_key = a.area_id
where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], c.area_key)
order by c.area_key, c.kind
