-- Rows that have a point and a district.
select source_row, lon, lat, area_id from staged where lon is not null and lat is not null and area_id is not null order by rowid
