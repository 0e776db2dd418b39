-- special_groups_by_area: people with special needs of each district and street by group, with how many are looked after.
-- zh: 各区、各街道特殊人群
-- grain: area_id, street, kind
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_id varchar
-- column: area_name varchar
-- column: street varchar  -- empty = the whole district
-- column: kind varchar  -- the group; somebody may be in several, so groups are never added
-- column: reported_at timestamp
-- column: people bigint  -- null = hidden
-- column: households bigint  -- of a district; null = unknown, and of a street
-- column: served bigint  -- people looked after, of a district; null = unknown, and of a street
-- column: served_share double  -- null = one side is not known
-- column: is_hidden boolean  -- a number of 1 to 4 below the district, or one that such a number would follow from
-- column: qualifier varchar  -- exact, at_least, about or up_to
-- column: source varchar
-- column: is_city boolean  -- the city's own figure, which districts are not added to
-- column: is_nested boolean  -- of an area inside another, whose figures hold it already
-- column: is_synthetic boolean
-- source: views/special_group_shown, views/area_known
-- note: numbers only, never persons. A street shows its people alone.
select
    g.area_id,
    a.area_name,
    g.street,
    g.kind,
    g.reported_at,
    g.people,
    g.households,
    g.served,
    g.served / nullif(g.people, 0)::double as served_share,
    g.is_hidden,
    g.qualifier,
    g.source,
    coalesce(a.is_city, false) as is_city,
    coalesce(a.is_nested, false) as is_nested,
    g.is_synthetic,
from special_group_shown($as_of) as g
left join area_known($as_of) as a on g.area_id = a.area_id
where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], g.area_id)
order by g.area_id, g.street, g.kind
