"""Where a point map looks: every point of the city and no stray one, the city's core, or nearer, where points are."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dashboard.figures.district_layers import TILE_PX, mercator
from dashboard.geography.projection import unproject

SIGHT_PX = (500, 400)
"""The part of the canvas that a fitted view must fill at its narrowest (half the width of an 1180 px tablet), px."""
NEAREST_ZOOM, FARTHEST_ZOOM = 17, 5
HEART_STEPS = 3
"""The heart of a map is where most points lie together in a view so many steps nearer than the whole."""


@dataclass(frozen=True)
class Sight:
    """What the reader asked a map to look at."""

    steps: int = 0
    """How many times nearer than all points; negative: farther. One doubles the scale."""
    at: tuple[float, float] | None = None
    """Longitude and latitude of the middle, where he picked one."""
    is_core: bool = False
    """Whether the city's core is looked at, instead of all points."""


def fitted_view(placed: pd.DataFrame, bounds: list[float] | None = None) -> dict:
    """The centre and zoom at which every point lies inside the narrowest canvas; Web Mercator, tile of 512 px.

    `bounds`: west, south, east, north of the city. A point beyond them, which intake warned of, does not shrink the map of the others.
    """
    beyond = outside(placed, bounds)
    shown = placed if beyond.all() else placed[~beyond]
    west, east = float(shown["lon"].min()), float(shown["lon"].max())
    return _view(west, float(shown["lat"].min()), east, float(shown["lat"].max()))


def sighted_view(placed: pd.DataFrame, sight: Sight, bounds: list[float] | None = None, core: list[float] | None = None) -> dict:
    """The view that a reader asked for. Nearer than the whole it has points in its middle: the middle of a city may be a forest.

    `core`: west, south, east, north of the city's core (`core_bounds`); null = it has none.
    """
    is_core = sight.is_core and core is not None
    view = _view(*core) if is_core and core else fitted_view(placed, bounds)
    among = placed[~outside(placed, core)] if is_core else placed[~outside(placed, bounds)]
    if sight.at:
        view |= {"longitude": sight.at[0], "latitude": sight.at[1]}
    elif sight.steps > 0 and len(among):
        lon, lat = heart(among, view["zoom"] + HEART_STEPS)
        view |= {"longitude": lon, "latitude": lat}
    return view | {"zoom": round(min(NEAREST_ZOOM, max(FARTHEST_ZOOM, view["zoom"] + sight.steps)), 2)}


def core_bounds(places: dict[str, Any] | None) -> list[float] | None:
    """West, south, east, north of the city's core, degrees. `places`: `districts.json`; null where it has no core, or there is none."""
    dense = (places or {}).get("dense")
    if not places or not dense:
        return None
    x, y, wide, high = dense["viewbox"]
    lon, lat = unproject([x, x + wide], [y + high, y], places["projection"])
    return [float(lon[0]), float(lat[0]), float(lon[1]), float(lat[1])]


def heart(placed: pd.DataFrame, zoom: float) -> tuple[float, float]:
    """The point in the middle of the cell, half a view wide at this zoom, that holds most points."""
    degrees_wide = SIGHT_PX[0] / 2 * 360 / (TILE_PX * 2**zoom)
    degrees_high = degrees_wide * math.cos(math.radians(float(placed["lat"].median())))
    cells = pd.Series(list(zip(placed["lon"] // degrees_wide, placed["lat"] // degrees_high, strict=True)), index=placed.index)
    inside = placed[cells == cells.mode().iloc[0]]
    off = (inside["lon"] - inside["lon"].median()) ** 2 + (inside["lat"] - inside["lat"].median()) ** 2
    middle = inside.loc[off.idxmin()] if inside.index.is_unique else inside.iloc[int(np.argmin(off.to_numpy()))]
    return round(float(middle["lon"]), 5), round(float(middle["lat"]), 5)


def seen(placed: pd.DataFrame, view: dict, size_px: tuple[int, int] = SIGHT_PX) -> pd.Series:
    """Whether each point lies on a canvas of this size, px."""
    x, y = pixels(placed, view["zoom"])
    middle = pd.DataFrame({"lon": [view["longitude"]], "lat": [view["latitude"]]})
    centre_x, centre_y = pixels(middle, view["zoom"])
    inside = (abs(x - centre_x[0]) <= size_px[0] / 2) & (abs(y - centre_y[0]) <= size_px[1] / 2)
    return pd.Series(inside, index=placed.index)


def pixels(placed: pd.DataFrame, zoom: float) -> tuple[np.ndarray, np.ndarray]:
    """x and y of each point on the map of the whole world at a zoom, px; y downwards."""
    return world_px(placed["lon"].to_numpy(dtype=float), placed["lat"].to_numpy(dtype=float), zoom)


def world_px(lon: np.ndarray, lat: np.ndarray, zoom: float) -> tuple[np.ndarray, np.ndarray]:
    """As `pixels`, of arrays of degrees."""
    a_degree = TILE_PX * 2**zoom / 360
    return lon * a_degree, -np.degrees(np.arcsinh(np.tan(np.radians(lat)))) * a_degree


def outside(placed: pd.DataFrame, bounds: list[float] | None) -> pd.Series:
    """Whether each point lies beyond the city's bounds; none does where there are no bounds."""
    west, south, east, north = bounds or (-math.inf, -math.inf, math.inf, math.inf)
    return ~(placed["lon"].between(west, east) & placed["lat"].between(south, north))


def _view(west: float, south: float, east: float, north: float) -> dict:
    tall = math.degrees(mercator(north) - mercator(south))
    zooms = [math.log2(px * 360 / (TILE_PX * max(span, 1e-4))) for px, span in zip(SIGHT_PX, (east - west, tall), strict=True)]
    zoom = round(min(14.0, *zooms) - 0.2, 2)
    view = {"longitude": (west + east) / 2, "latitude": (south + north) / 2, "zoom": zoom}
    return view | {"minZoom": FARTHEST_ZOOM, "maxZoom": NEAREST_ZOOM}
