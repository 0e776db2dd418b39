-- open_rules_contradicting: opening rules in force at once that say different things of one category, level and area.
-- zh: 同一类别、同一范围互相矛盾的营业规则
-- severity: medium
-- title: 营业规则互相矛盾 | Opening rules that contradict each other
-- advice: 请核对通告，为失效的一条补报失效时间。 | Compare the notices, and send the end of the one that no longer holds.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/open_rule_known
-- note: a later rule is followed, of two of one moment the stricter one. A rule of a district beside one of the city, or one
-- note: for a level of zones beside one without, is no contradiction.
with

    in_force as (
        select
            *,
            list_position(
                ['closed', 'inner_supermarket_only', 'online_only', 'takeaway_only', 'closed_loop', 'capacity_limited', 'open'],
                mode
            ) as lenience,
            coalesce(capacity_share, 1) as share
        from open_rule_known($as_of)
        where began_at <= $as_of and (valid_to is null or valid_to > $as_of)
    ),

    ordered as (
        select
            *,
            lead(rule_id) over same as other_id,
            lead(mode) over same as other_mode,
            lead(share) over same as other_share,
            lead(began_at) over same as other_began,
            lead(notice_no) over same as other_notice,
        from in_force
        window same as (partition by category, zone_level, area_id order by began_at desc, lenience, share, rule_id)
    )

select
    concat_ws(':', rule_id, other_id) as finding_key,
    area_id,
    rule_id as subject,
    began_at as since_at,
    '规则 '
    || rule_id
    || coalesce('（' || notice_no || '）', '')
    || ' 自 '
    || strftime(began_at, '%m-%d %H:%M')
    || ' 起，与仍有效的规则 '
    || other_id
    || coalesce('（' || other_notice || '）', '')
    || if(began_at > other_began, ' 不一致，现按前者', ' 同时起算而不一致，现按较严的前者') as detail_zh,
    'rule '
    || rule_id
    || coalesce(' (' || regexp_replace(notice_no, '第([0-9]+)号', 'No. \1') || ')', '')
    || ', from '
    || strftime(began_at, '%m-%d %H:%M')
    || ', differs from '
    || other_id
    || coalesce(' (' || regexp_replace(other_notice, '第([0-9]+)号', 'No. \1') || ')', '')
    || if(
        began_at > other_began, ', still in force; the first is followed', ' of the same moment; the stricter first is followed'
    ) as detail_en,
from ordered
where other_id is not null and (mode <> other_mode or share <> other_share)
order by finding_key
