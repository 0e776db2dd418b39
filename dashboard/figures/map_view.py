"""Where a point map looks first: every point of the city, and no stray one."""

import math

import pandas as pd

from dashboard.figures.district_layers import TILE_PX, mercator

SIGHT_PX = (500, 400)
"""The part of the canvas that a fitted view must fill at its narrowest (half the width of an 1180 px tablet), px."""


def fitted_view(placed: pd.DataFrame, bounds: list[float] | None = None) -> dict:
    """The centre and zoom at which every point lies inside the narrowest canvas; Web Mercator, tile of 512 px.

    `bounds`: west, south, east, north of the city. A point beyond them, which intake warned of, does not shrink the map of the others.
    """
    beyond = outside(placed, bounds)
    shown = placed if beyond.all() else placed[~beyond]
    west, east = float(shown["lon"].min()), float(shown["lon"].max())
    south, north = float(shown["lat"].min()), float(shown["lat"].max())
    tall = math.degrees(mercator(north) - mercator(south))
    zooms = [math.log2(px * 360 / (TILE_PX * max(span, 1e-4))) for px, span in zip(SIGHT_PX, (east - west, tall), strict=True)]
    zoom = round(min(14.0, *zooms) - 0.2, 2)
    return {"longitude": (west + east) / 2, "latitude": (south + north) / 2, "zoom": zoom, "minZoom": 5, "maxZoom": 17}


def outside(placed: pd.DataFrame, bounds: list[float] | None) -> pd.Series:
    """Whether each point lies beyond the city's bounds; none does where there are no bounds."""
    west, south, east, north = bounds or (-math.inf, -math.inf, math.inf, math.inf)
    return ~(placed["lon"].between(west, east) & placed["lat"].between(south, north))
