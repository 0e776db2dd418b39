-- severity_not_closing: severities that do not add up to the cases that they are of.
-- zh: 临床分型之和与病例数不符
-- severity: medium
-- title: 临床分型之和与病例数不符 | Severities that do not add up to the cases
-- advice: 请向发布单位核实分型的口径。 | Ask what the severities are of.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: bulletin_cells, views/bulletin_tally, views/bulletin_breakdown
-- note: what bulletin_not_adding_up does not see: severities whose total stands under another class, or follows from the others.
-- note: assumed, and said: severities are of the existing cases (stated, else cumulative - recovered - died), else of all.
-- note: fewer than the cases is found only where mild or moderate are given, as notices often name the severe ones alone.
-- fmt: off
with

    severities as (
        select
            c.bulletin_id,
            c.area_id,
            c.measure,
            sum(c.n)::bigint as parts_sum,
            string_agg(c.n::varchar, '+' order by c.severity) as parts,
            bool_or(c.severity in ('mild', 'moderate')) as is_whole,
        from current_bulletin_cells($as_of) as c
        where
            c.severity is not null
            and c.route is null
            and c.origin is null
            and c.measure in ('existing', 'cumulative')
            and coalesce(c.qualifier, 'exact') = 'exact'
        group by c.bulletin_id, c.area_id, c.measure
    ),

    seen as (select bulletin_id, measure from bulletin_breakdown($as_of) where dimension = 'severity'),

    totals as (
        select
            bulletin_id, area_id, any_value(reporter_id) as reporter_id, any_value(day) as day, any_value(published_at) as published_at,
            arg_max(existing, class = 'confirmed') as existing, arg_max(cumulative, class = 'confirmed') as cumulative,
            arg_max(cumulative - recovered - coalesce(dead, 0), class = 'confirmed') as derived,
        from bulletin_tally($as_of)
        where class in ('confirmed', 'all')
        group by bulletin_id, area_id
    ),

    compared as (
        select
            s.*, t.day, t.published_at, t.area_id as place, t.cumulative,
            if(s.measure = 'cumulative', t.cumulative, coalesce(t.existing, t.derived, t.cumulative)) as total,
            case
                when s.measure = 'cumulative' then ['累计', 'cumulative']
                when t.existing is not null then ['现有', 'existing']
                when t.derived is not null then ['累计减治愈、死亡得现有', 'existing, by cumulative - recovered - died:']
                else ['累计', 'cumulative']
            end as basis,
        from severities as s
        inner join totals as t on s.bulletin_id = t.bulletin_id and coalesce(s.area_id, t.reporter_id) = t.area_id
        left join seen as b on s.bulletin_id = b.bulletin_id and s.measure = b.measure
        where b.bulletin_id is null
    )

select
    concat_ws(':', bulletin_id, place, measure) as finding_key,
    place as area_id,
    bulletin_id as subject,
    published_at as since_at,
    day || ' 通报：分型 ' || parts || ' = ' || parts_sum || '，' || basis[1] || ' ' || total || '；假定分型指' || if(basis[1] = '累计', '累计', '现有') || '病例，'
    || abs(total - parts_sum) || ' 例' || if(total > parts_sum, '未分型时闭合', '多出')
    || if(basis[1] <> '累计', coalesce('；若指全部病例则应为 ' || cumulative, ''), '') as detail_zh,
    'Bulletin of ' || day || ': severities ' || parts || ' = ' || parts_sum || ', ' || basis[2] || ' ' || total || '; taken as of the '
    || if(basis[1] = '累计', 'cumulative', 'existing') || ' cases; ' || abs(total - parts_sum) || if(total > parts_sum, ' without a severity would close it', ' too many')
    || if(basis[1] <> '累计', coalesce('; of all cases it should be ' || cumulative, ''), '') as detail_en,
from compared
where parts_sum > total or (parts_sum < total and is_whole)
order by finding_key
