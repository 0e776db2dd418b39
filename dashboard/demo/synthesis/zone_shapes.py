"""Where zones lie on the map: near the point of their estate; a few have a point, fewer an outline, of most only the address is known."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import chosen
from dashboard.demo.synthesis.scene import Scene

PRECISIONS = {"address_only": 78, "building_point": 15, "polygon": 7}
HALF_SIDE_DEGREES = (0.0005, 0.0014)   # 40 to 150 metres
OFF_DEGREES = 0.0012                   # how far a building lies from the point of its estate


def placed(scene: Scene, rng: np.random.Generator, sites: pd.DataFrame, persons: pd.DataFrame) -> pd.DataFrame:
    """`sites` with geometry, geometry_precision, lon and lat. Zones that were split have an address alone: nobody has drawn their parts."""
    estates = persons.drop_duplicates(["area_id", "estate"]).set_index(["area_id", "estate"])[["lon", "lat"]]
    base = estates.reindex(pd.MultiIndex.from_frame(sites[["area_id", "estate"]])).to_numpy()
    point = np.round(base + rng.uniform(-OFF_DEGREES, OFF_DEGREES, base.shape), 5)
    point = np.where(scene.ground.holds(sites["area_id"], *point.T)[:, None], point, base)
    precision = chosen(rng, PRECISIONS, len(sites))
    was_split = sites["from_zone_id"].notna() | sites["zone_id"].isin(sites["from_zone_id"].dropna())
    precision[was_split.to_numpy()] = "address_only"
    half = rng.uniform(*HALF_SIDE_DEGREES, (len(sites), 2))
    precision = _apart(precision, point, half)
    boxes = [_box(*corner) if p == "polygon" else None for p, *corner in zip(precision, *point.T, *half.T, strict=True)]
    has_place = precision != "address_only"
    lon, lat = np.where(has_place[:, None], point, np.nan).T
    return sites.assign(geometry_precision=precision, geometry=boxes, lon=lon, lat=lat)


def _apart(precision: np.ndarray, middle: np.ndarray, half: np.ndarray) -> np.ndarray:
    """Of two outlines that would lie on one another the second is a point: a made-up register must not contradict itself."""
    kept, apart = [], precision.copy()
    for n in np.flatnonzero(precision == "polygon"):
        if any((np.abs(middle[n] - middle[m]) < half[n] + half[m]).all() for m in kept):
            apart[n] = "building_point"
        else:
            kept.append(n)
    return apart


def _box(lon: float, lat: float, dx: float, dy: float) -> str:
    west, south, east, north = (f"{v:.5f}" for v in (lon - dx, lat - dy, lon + dx, lat + dy))
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return '{"type":"Polygon","coordinates":[[' + ",".join(f"[{x},{y}]" for x, y in ring) + "]]}"
