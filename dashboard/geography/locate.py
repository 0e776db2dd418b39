"""Which district a point lies in, and the box that a city's coordinates must fall into."""

from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import ArrayLike

from dashboard.geography.coordinates import CHINA_BOX

if TYPE_CHECKING:  # 20 MB of memory, needed only where a file is read
    import geopandas as gpd

BORDER_DEGREES = 0.002  # about 200 m: what a point of an address may be off, and a border be drawn off
BOX_MARGIN_DEGREES = 0.1  # about 10 km: room for points just outside and for an undeclared datum's shift


def district_of(lon: ArrayLike, lat: ArrayLike, districts: "gpd.GeoDataFrame") -> str | np.ndarray | None:
    """The `area_id` of the district that each WGS-84 point lies in.

    Rows: one id for scalars; an object array of the inputs' shape for arrays. Null: None outside every district and for
    NaN. A point on a shared border belongs to the first of the districts in their order.
    """
    x, y = np.broadcast_arrays(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
    flat = np.full(x.size, None, dtype=object)
    known = np.flatnonzero(~(np.isnan(x) | np.isnan(y)).ravel())
    points = shapely.points(x.ravel()[known], y.ravel()[known])
    hits = shapely.STRtree(districts.geometry.to_numpy()).query(points, predicate="intersects")
    order = np.lexsort((hits[1], hits[0]))[::-1]  # the first district is written last, and stays
    ids = districts["area_id"].to_numpy()
    flat[known[hits[0][order]]] = ids[hits[1][order]]
    return flat.reshape(x.shape) if x.ndim else flat[0]


def surely_in(lon: np.ndarray, lat: np.ndarray, districts: "gpd.GeoDataFrame") -> np.ndarray:
    """The `area_id` of the district of each WGS-84 point, where the point alone can tell.

    Rows: an object array of the points' length. Null: outside every district, within `BORDER_DEGREES` of a second one,
    and for NaN.
    """
    x, y = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    known = np.flatnonzero(~(np.isnan(x) | np.isnan(y)))
    points = shapely.points(x[known], y[known])
    near = shapely.STRtree(districts.geometry.to_numpy()).query(points, predicate="dwithin", distance=BORDER_DEGREES)[0]
    sure = np.zeros(len(x), dtype=bool)
    sure[known] = np.bincount(near, minlength=len(known)) == 1
    return np.where(sure, district_of(x, y, districts), None)


def city_box(districts: "gpd.GeoDataFrame", margin_degrees: float = BOX_MARGIN_DEGREES) -> tuple[float, float, float, float]:
    """(west, south, east, north) in degrees around all districts, widened by the margin on every side; without a district, China."""
    if districts.empty:
        return CHINA_BOX
    west, south, east, north = (float(value) for value in districts.total_bounds)
    return west - margin_degrees, south - margin_degrees, east + margin_degrees, north + margin_degrees
