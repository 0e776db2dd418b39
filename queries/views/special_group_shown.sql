-- special_group_shown: people with special needs by group, as far as anybody may see them.
-- zh: 可公开的特殊人群数量
-- grain: area_id, street, kind
-- source: special_groups, views/area_known
-- note: of districts all figures. Of a street only its people, and 1 to 4 of them never; nor the next larger streets of the
-- note: same district and group where the hidden one followed from the sum or from what is left (none larger: those of 0). Who
-- note: reads cannot tell which of the hidden ones is small. A street or community known as an area is a street of its parent.
-- note: a hidden row has no source, which may be a text with the number. All of this holds at one moment: where one street
-- note: alone is reported anew, two moments compared may tell what it was before.
create or replace macro special_group_shown(as_of) as table
with

placed as (
    select
        g.* exclude (area_id, street), coalesce(a.kind in ('street', 'community', 'grid', 'unknown') and not a.is_district, false) as is_below,
        if(is_below, coalesce(a.parent_id, g.area_id), g.area_id) as area_id,
        if(is_below, concat_ws(' ', a.area_name, nullif(trim(g.street), '')), coalesce(trim(g.street), '')) as street_key,
    from current_special_groups(as_of) as g
    left join area_known(as_of) as a on g.area_id = a.area_id
    where g.at <= as_of
),

newest as (
    select p.*, p.street_key <> '' and p.people between 1 and 4 as is_small from placed as p
    qualify row_number() over (partition by p.area_id, p.street_key, p.kind order by p.at desc, p.batch_id desc) = 1
),

small as (
    select
        *, count(*) filter (where is_small) over (partition by area_id, kind) as n,
        sum(people) filter (where is_small) over (partition by area_id, kind) as n_people,
        street_key <> '' and not is_small and rank() over (
            partition by area_id, kind, street_key <> '' and not is_small order by people = 0, people
        ) = 1 as is_next,
    from newest
),

hiding as (
    select *, is_small or (is_next and n > 0 and (n = 1 or n_people = n or n_people = 4 * n)) as is_hidden from small
)

select
    g.area_id, g.street_key as street, g.kind, g.at as reported_at, if(g.is_hidden, null, g.people) as people,
    if(g.street_key = '', g.households, null) as households, if(g.street_key = '', g.served, null) as served, g.is_hidden,
    coalesce(g.qualifier, 'exact') as qualifier, if(g.is_hidden, null, g.source) as source, g.is_synthetic,
from hiding as g
