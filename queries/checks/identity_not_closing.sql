-- identity_not_closing: equations between published figures that do not hold.
-- zh: 公布数字之间应成立的等式不成立
-- severity: medium
-- title: 公布数字不闭合 | Published figures that do not close
-- advice: 请向发布单位核实；公布数字原样保留。 | Ask the unit that published them; the figures stay as published.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: identities, views/indicator_bound
-- note: at least and at most bound one side only, so they break only in that direction; about is within a tenth.
-- note: an equation with a figure that is not known is not tested.
-- fmt: off
with

terms as (
    select * from current_identities($as_of)
),

figures as (
    select * from indicator_bound($as_of)
),

valued as (
    select
        t.identity, t.title, coalesce(t.title_en, t.title) as title_en, t.side, t.area_id,
        t.coefficient * f.value as term,
        f.value is null as is_missing, f.period_end,
        t.coefficient * if(t.coefficient > 0, f.lowest, f.highest) as lowest,
        t.coefficient * if(t.coefficient > 0, f.highest, f.lowest) as highest,
    from terms as t
    left join figures as f
        on t.indicator = f.indicator and t.area_id is not distinct from f.area_id and t.place is not distinct from f.place
        and t.statement is not distinct from f.statement
        and (t.period_end = f.period_end or (t.period_end is null and f.newness = 1))
),

sums as (
    select
        identity, any_value(title) as title, any_value(title_en) as title_en, any_value(area_id) as area_id,
        bool_or(is_missing) as is_missing, max(period_end) as last_end,
        coalesce(sum(term) filter (where side = 'lhs'), 0) as left_sum,
        coalesce(sum(term) filter (where side = 'rhs'), 0) as right_sum,
        coalesce(sum(lowest) filter (where side = 'lhs'), 0) as left_lowest,
        coalesce(sum(highest) filter (where side = 'lhs'), 0) as left_highest,
        coalesce(sum(lowest) filter (where side = 'rhs'), 0) as right_lowest,
        coalesce(sum(highest) filter (where side = 'rhs'), 0) as right_highest,
    from valued
    group by identity
)

select
    identity as finding_key,
    area_id,
    identity as subject,
    if(last_end <= $as_of, last_end, null) as since_at,
    title || '：前者 ' || format('{:.10g}', left_sum) || '，后者 ' || format('{:.10g}', right_sum) as detail_zh,
    title_en || ': ' || format('{:.10g}', left_sum) || ' against ' || format('{:.10g}', right_sum) as detail_en,
from sums
where
    not is_missing
    and (
        left_lowest - right_highest > 1e-9 * greatest(1, abs(left_sum))
        or right_lowest - left_highest > 1e-9 * greatest(1, abs(right_sum))
    )
order by finding_key
