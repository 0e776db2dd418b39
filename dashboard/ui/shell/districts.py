"""Districts by their name in the page's language, and their outlines as they stand at the page's moment."""

from typing import Any

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.data.look_cache import kept
from dashboard.data.served import geodata, workspace
from dashboard.geography.map_files import DISTRICTS
from dashboard.geography.standing import Successor, joined
from dashboard.ui.shell.filters import area_names, merged_into
from dashboard.ui.shell.language import lang


def named(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with `area_name` in the page's language, from its area_id; the stored name where the area is not known."""
    if frame.empty:
        return frame
    names = area_names() | {workspace().city: workspace().city_name(lang())}
    said = [names.get(area) or name for area, name in zip(frame["area_id"], frame["area_name"], strict=True)]
    return frame.assign(area_name=said)


def outlines_now() -> dict[str, Any] | None:
    """`districts.json` as the page's moment has the districts; null where it is not there or is damaged (`map_fault` has the words)."""
    outlines = geodata(DISTRICTS)
    if outlines is None:
        return None
    return joined(outlines, kept("successors", _successors, of_address=False))


def _successors() -> dict[str, Successor]:
    areas = fetch("areas").set_index("area_id")[["area_name", "area_name_en"]].astype(object)
    names = areas.where(areas.notna(), None)
    return {area: (after, *names.loc[after]) for area, after in merged_into().items() if after in names.index}
