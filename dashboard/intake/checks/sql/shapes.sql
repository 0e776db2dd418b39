-- Boundaries that stand in cells.
select source_row, geometry, a_datum as datum from staged where geometry is not null order by rowid
