-- checkpoint_in_low_risk_area: road checkpoints in districts without a high or medium zone.
-- zh: 低风险地区的道路防疫检查点
-- severity: medium
-- title: 低风险地区设有道路检查点 | Road checkpoints in low-risk areas
-- advice: 请核实设置依据（“九不准”第八条）。 | Ask what it stands on (rule 8 of the nine).
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: checkpoints, views/low_risk_area
-- note: roads, bridges and villages; not expressway exits or gates of estates. Rule of 2022-06-05, not before.
-- note: a district with any high or medium zone is not low-risk as a whole, so a checkpoint outside its zones is not found.
with

    standing as (
        select *
        from current_checkpoints($as_of)
        where
            kind in ('road', 'bridge', 'village_gate')
            and coalesce(opened_at <= $as_of, true)
            and (closed_at is null or closed_at > $as_of)
    )

select
    s.checkpoint_id as finding_key,
    s.area_id,
    s.checkpoint_id as subject,
    greatest(s.opened_at, a.since_at) as since_at,
    s.name
    || coalesce('（' || s.count || ' ' || coalesce(s.counting_unit, '个') || '）', '')
    || '：所在'
    || a.area_name
    || '无高、中风险区' as detail_zh,
    coalesce(s.name_en, s.name)
    || coalesce(' (' || s.count || ')', '')
    || ': its district has no high or medium zone' as detail_en,
from standing as s
inner join low_risk_area($as_of) as a on s.area_id = a.area_id
where $as_of >= timestamp '2022-06-05'
order by finding_key
