-- business_registered_twice: businesses of the register that may be one and the same: at one place, and called alike.
-- zh: 台账中可能重复登记的企业
-- severity: low
-- title: 企业可能重复登记 | Businesses that may be registered twice
-- advice: 同一家的，移出其一（原因：重复合并）；不是的，认领并注明。系统不合并。 | Remove one as merged_duplicate, or acknowledge it.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = the city as a whole, or no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: views/business_called, views/business_told
-- note: one place = one district, and within 30 m or the same address but for spaces, width and case; without either
-- note: nothing is compared. called alike = the same core of the name; or, of one category, one core holds the other (of
-- note: three signs or more), or they differ in one sign of four or more. Numbers that differ (first and second branch)
-- note: are two businesses.
-- fmt: off
with

named as materialized (select * from business_called($as_of)),

-- Squares of which two neighbours hold all that is within 30 m, anywhere in China: 0.0004 degrees north, 0.0006 east.
squares as (
    select business_id, area_id, floor(lat / 0.0004)::int as y, floor(lon / 0.0006)::int as x from named where lon is not null
),

near as (
    select a.business_id as one, b.business_id as other
    from (select s.*, unnest([-1, 0, 1]) as north from squares as s) as a
    cross join (values (-1), (0), (1)) as sides (east)
    inner join squares as b
        on a.area_id = b.area_id and a.x + sides.east = b.x and a.y + a.north = b.y and a.business_id < b.business_id
    union
    select a.business_id, b.business_id
    from named as a
    inner join named as b on a.area_id = b.area_id and a.narrow_address = b.narrow_address and a.business_id < b.business_id
),

pairs as (
    select
        a.business_id as one, b.business_id as other, a.name as one_name, b.name as other_name, a.area_id,
        111195 * sqrt((a.lat - b.lat) ** 2 + ((a.lon - b.lon) * cos(radians(a.lat))) ** 2) as metres,
        coalesce(a.narrow_address = b.narrow_address, false) as is_one_address,
    from near as n
    inner join named as a on n.one = a.business_id
    inner join named as b on n.other = b.business_id
    where
        (a.numbers = b.numbers or len(a.numbers) = 0 or len(b.numbers) = 0)
        and (
            (a.core = b.core and a.core <> '')
            or (
                a.category = b.category and least(length(a.core), length(b.core)) >= 3
                and (
                    contains(a.core, b.core) or contains(b.core, a.core)
                    -- levenshtein counts bytes, of which a Chinese sign has three.
                    or (
                        least(length(a.core), length(b.core)) >= 4 and levenshtein(a.core, b.core) <= 3
                        and len(list_intersect(string_split(a.core, ''), string_split(b.core, '')))
                        >= len(list_distinct(string_split(a.core, ''))) - 1
                    )
                )
            )
        )
)

select
    concat_ws(':', p.one, p.other) as finding_key, p.area_id, concat_ws(', ', p.one, p.other) as subject,
    greatest(f.received_at, g.received_at) as since_at,
    format('{}（{}）与{}（{}）：', one_name, p.one, other_name, p.other)
    || if(is_one_address, '地址相同', '相距 ' || round(metres)::int || ' 米') || '，名称相近' as detail_zh,
    format('{} ({}) and {} ({}): ', one_name, p.one, other_name, p.other)
    || if(is_one_address, 'the same address', round(metres)::int || ' m apart') || ', called alike' as detail_en,
from pairs as p
inner join business_told($as_of) as f on p.one = f.business_id and f.telling = 1
inner join business_told($as_of) as g on p.other = g.business_id and g.telling = 1
where is_one_address or metres <= 30
order by finding_key
