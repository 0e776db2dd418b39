"""Districts by their name in the page's language."""

import pandas as pd

from dashboard.data.served import workspace
from dashboard.ui.shell.filters import area_names
from dashboard.ui.shell.language import lang


def named(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with `area_name` in the page's language, from its area_id; the stored name where the area is not known."""
    if frame.empty:
        return frame
    names = area_names() | {workspace().city: workspace().city_name(lang())}
    said = [names.get(area) or name for area, name in zip(frame["area_id"], frame["area_name"], strict=True)]
    rows = frame.assign(area_name=said)
    rows.attrs = frame.attrs
    return rows
