-- route_control: what a route of discovery says about spread outside control.
-- zh: 发现途径与社会面的对应
-- grain: route
-- source: the classification of Chinese bulletins: 社会面 strict = yes, broad = yes + unclear
-- note: an unknown or unrecorded route is unclear, never silently inside control.
create or replace macro route_control(as_of) as table
select * from (values
    ('controlled', 'no'),
    ('close_contact', 'unclear'),
    ('community_screening', 'yes'),
    ('key_group_open', 'yes'),
    ('key_group_closed_loop', 'no'),
    ('cross_region_notice', 'unclear'),
    ('self_presented', 'yes'),
    ('arrival_test', 'no'),
    ('other', 'unclear'),
    ('unknown', 'unclear')
) as rule (route, outside_control)
