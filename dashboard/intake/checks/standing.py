"""Whether what stands at an address stands where its row says: a point in another district, or in none, is asked about."""

from typing import TYPE_CHECKING

import numpy as np
import shapely

from dashboard.geography.locate import surely_in
from dashboard.intake.checks.coordinates import Box
from dashboard.intake.checks.staging import Fault, Staging

if TYPE_CHECKING:  # it takes 20 MB, which a server that takes no file in can do without
    import geopandas

STANDING = frozenset({"businesses"})
"""Tables whose rows are buildings; whoever calls, drives or delivers may be anywhere."""
FAR_DEGREES = 0.02
"""About 2 km: how far beyond every border a point is in no district, whatever the borders were drawn from."""


def settle_districts(staged: Staging, districts: "geopandas.GeoDataFrame", box: Box) -> list[Fault]:
    """What is to be asked about points in WGS-84 within the city's box; those beyond it are asked about already."""
    if staged.table.name not in STANDING or not {"lon", "lat", "area_id"} <= set(staged.present):
        return []
    rows = staged.ask("placed_rows")
    west, south, east, north = box
    rows = [row for row in rows if west <= row[1] <= east and south <= row[2] <= north]
    if not rows:
        return []
    lon, lat = (np.array([row[place] for row in rows], dtype=float) for place in (1, 2))
    located, known = surely_in(lon, lat, districts), set(districts["area_id"])
    unsure = np.array([place for place, area in enumerate(located) if area is None], dtype=int)
    near = shapely.STRtree(districts.geometry.to_numpy()).query(
        shapely.points(lon[unsure], lat[unsure]), predicate="dwithin", distance=FAR_DEGREES,
    )[0]
    nowhere = set(unsure[np.bincount(near, minlength=len(unsure)) == 0].tolist())
    found = []
    for place, ((line, x, y, stated), area) in enumerate(zip(rows, located, strict=True)):
        if place in nowhere:
            found.append(Fault(line, "lon", f"{x:g}, {y:g}", "nowhere", "warn"))
        elif area is not None and stated in known and area != stated:
            found.append(Fault(line, "lon", f"{x:g}, {y:g}", f"elsewhere:{area}", "warn"))
    return found
