-- Liftings and merges before the first declaration that the file has of a zone unknown until now.
with
firsts as (select zone_id, min("at") as first_at from staged where event = 'declare' group by zone_id)
select
    s.source_row as line,
    s.a_text as value,
    strftime(f.first_at, '%Y-%m-%d %H:%M') as detail
from staged as s
inner join firsts as f on s.zone_id = f.zone_id
where s.event in ('lift', 'merge') and s."at" < f.first_at and not list_contains($begun::varchar[], s.zone_id)
