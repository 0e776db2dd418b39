-- Other coordinates for the rows of the table `points`.
update staged set lon = points.lon, lat = points.lat from points where staged.rowid = points.id
