-- special_group_shown: people with special needs by group, as far as anybody may see them.
-- zh: 可公开的特殊人群数量
-- grain: area_id, street, kind
-- source: special_groups
-- note: of districts all figures. Of a street only its people, and 1 to 4 of them never; nor a second street of the same
-- district and
-- group where the hidden one followed from the sum or from what is left. Who reads cannot tell which of the hidden ones is small.
create or replace macro special_group_shown(as_of) as table
with

newest as (
    select g.*, coalesce(trim(g.street), '') as street_key from current_special_groups(as_of) as g
    where g.at <= as_of
    qualify row_number() over (partition by g.area_id, street_key, g.kind order by g.at desc, g.batch_id desc) = 1
),

small as (
    select
        *, street_key <> '' and people between 1 and 4 as is_small,
        count(*) filter (where street_key <> '' and people between 1 and 4) over (partition by area_id, kind) as n,
        sum(people) filter (where street_key <> '' and people between 1 and 4) over (partition by area_id, kind) as n_people,
        row_number() over (
            partition by area_id, kind, street_key <> '' and people > 4 order by people, street_key
        ) = 1 and street_key <> '' and people > 4 as is_next,
    from newest
),

hiding as (
    select *, is_small or (is_next and n > 0 and (n = 1 or n_people = n or n_people = 4 * n)) as is_hidden from small
)

select
    g.area_id, g.street_key as street, g.kind, g.at as reported_at, if(g.is_hidden, null, g.people) as people,
    if(g.street_key = '', g.households, null) as households, if(g.street_key = '', g.served, null) as served, g.is_hidden,
    coalesce(g.qualifier, 'exact') as qualifier, g.source, g.is_synthetic,
from hiding as g
