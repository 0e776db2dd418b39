-- change_kind: the kinds of change in the order in which a duty officer asks for them.
-- zh: 变化的种类、轻重与先后
-- grain: kind
-- source: the order is the board's own
create or replace macro change_kind(as_of) as table
select * from (values
    ('zone_declared', 'high', 1), ('zone_raised', 'high', 2), ('figure_corrected', 'high', 3), ('figure_withdrawn', 'high', 4),
    ('supply_below_cover', 'high', 5), ('ticket_overdue', 'high', 6), ('business_suspended', 'high', 7), ('business_removed', 'high', 8),
    ('closure_begun', 'medium', 9), ('business_rectify', 'medium', 10), ('zone_edited', 'medium', 11), ('zone_lowered', 'medium', 12),
    ('zone_lifted', 'medium', 13), ('closure_ended', 'medium', 14), ('supply_eased', 'medium', 15), ('supply_unknown', 'medium', 16),
    ('notice_issued', 'medium', 17), ('business_reinstated', 'low', 18), ('supply_recovered', 'low', 19), ('ticket_settled', 'low', 20),
    ('business_listed', 'low', 21), ('bulletin_published', 'low', 22), ('business_verified', 'low', 23), ('business_applied', 'low', 24),
    ('business_edited', 'low', 25), ('business_registered', 'low', 26)
) as known (kind, severity, place)
