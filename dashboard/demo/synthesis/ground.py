"""Made-up coordinates: inside the right district, scattered around the place where its people live."""

import geopandas as gpd
import numpy as np
import shapely

KM_PER_DEGREE = 111.2
DECIMALS = 5
NEAR_KM, FAR_KM, FAR_SHARE = 1.8, 5.0, 0.2
MAX_DRAWS = 60


class Ground:
    """Outlines and populated centres of a city's districts."""

    def __init__(self, districts: gpd.GeoDataFrame, seats: dict[str, list[float]]) -> None:
        self._outlines = dict(zip(districts["area_id"], districts.geometry, strict=True))
        self._seats = seats

    def points(self, rng: np.random.Generator, area_ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Longitudes and latitudes (WGS-84, five decimals), one for each area named."""
        area_ids = np.asarray(area_ids, dtype=object)
        lon, lat = np.empty(len(area_ids)), np.empty(len(area_ids))
        for area_id in sorted(set(area_ids)):
            where = np.flatnonzero(area_ids == area_id)
            lon[where], lat[where] = self._scattered(rng, area_id, len(where))
        return lon, lat

    def holds(self, area_ids: np.ndarray, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """Whether each point lies in the area named beside it."""
        found = np.zeros(len(lon), dtype=bool)
        area_ids = np.asarray(area_ids, dtype=object)
        for area_id in sorted(set(area_ids)):
            where = np.flatnonzero(area_ids == area_id)
            found[where] = shapely.contains_xy(self._outlines[area_id], lon[where], lat[where])
        return found

    def _scattered(self, rng: np.random.Generator, area_id: str, number: int) -> tuple[np.ndarray, np.ndarray]:
        """Draw around the seat until every point lies inside; what still does not then lies on the seat."""
        outline, (x0, y0) = self._outlines[area_id], self._seats[area_id]
        shapely.prepare(outline)
        x, y = np.full(number, x0), np.full(number, y0)
        open_ = np.arange(number)
        for _ in range(MAX_DRAWS):
            if not len(open_):
                break
            spread = np.where(rng.random(len(open_)) < FAR_SHARE, FAR_KM, NEAR_KM) / KM_PER_DEGREE
            new_x = np.round(x0 + rng.normal(0, 1, len(open_)) * spread / np.cos(np.radians(y0)), DECIMALS)
            new_y = np.round(y0 + rng.normal(0, 1, len(open_)) * spread, DECIMALS)
            inside = shapely.contains_xy(outline, new_x, new_y)
            x[open_[inside]], y[open_[inside]] = new_x[inside], new_y[inside]
            open_ = open_[~inside]
        return x, y
