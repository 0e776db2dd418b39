-- The areas that the store knows.
select area_id, adcode, name, name_en, kind, parent_id, former_names, valid_to, successor_id, lon, lat from current_areas($as_of) order by area_id
