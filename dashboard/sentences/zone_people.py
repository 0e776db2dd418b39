"""Who lives inside a zone: as registered, else estimated from the grids whose point its boundary holds, else unknown."""

import pandas as pd
import shapely

from dashboard.i18n.forms import fmt_count, is_missing, listed
from dashboard.i18n.messages import text


def inside_sentence(zone: dict, grids: pd.DataFrame, lang: str) -> str:
    """The sentence. `zone`: people, households, geometry (GeoJSON in WGS-84), each null where unknown; `grids`: as of `grids_located`."""
    stated = [
        text(f"inside.{name}", lang, n=fmt_count(zone[name], lang)) for name in ("households", "people") if not is_missing(zone[name])
    ]
    if stated:
        return text("inside.registered", lang, what=listed(stated, lang))
    within = grids_within(zone["geometry"], grids)
    households = within["households"].sum(min_count=1)
    if is_missing(households):
        return text("inside.unknown", lang)
    unstated = int(within["households"].isna().sum())
    return text("inside.estimated", lang, grids=fmt_count(len(within), lang), n=fmt_count(households, lang)) + (
        text("inside.unstated", lang, n=fmt_count(unstated, lang)) if unstated else ""
    )


def grids_within(geometry: str | None, grids: pd.DataFrame) -> pd.DataFrame:
    """The grids whose point lies within a boundary; none without one."""
    if is_missing(geometry) or grids.empty:
        return grids.iloc[:0]
    outline = shapely.from_geojson(geometry, on_invalid="ignore")
    return grids[shapely.intersects_xy(outline, grids["lon"], grids["lat"])] if outline is not None else grids.iloc[:0]
