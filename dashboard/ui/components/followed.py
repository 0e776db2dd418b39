"""Which of the page's filters some rows really follow: a map of all districts is not of the one that is chosen, nor of the chosen dates."""

import pandas as pd

from dashboard.data.served import workspace
from dashboard.i18n.forms import is_missing
from dashboard.plain_text import TEXT_EMS, shortened
from dashboard.ui.shell.address import asked
from dashboard.ui.shell.filters import DISTRICT, FilterWords, area_names, merged_into
from dashboard.ui.shell.language import t


def followed_filters(frame: pd.DataFrame, filters: str = "") -> str:
    """The filters of the page in words, as far as the rows follow them; those of the address where `filters` says none.

    Rows that do not follow the district are of the whole city. What is not known of a frame that no query gave is said as it was given.
    """
    given = frame.attrs.get("parameters")
    said = filters.place if isinstance(filters, FilterWords) and given is not None and "start" not in given else str(filters)
    chosen = merged_into().get(asked(DISTRICT), asked(DISTRICT))
    name = area_names().get(chosen, "")
    if not name:
        return said
    said = said or shortened(name, TEXT_EMS)
    return said if given is None or _is_of(frame, chosen) else said.replace(name, t("word.all_areas"))


def _is_of(frame: pd.DataFrame, district: str) -> bool:
    """Whether the rows are of a district alone, or beside it of the whole city."""
    if "area_id" in frame:
        found = {str(area) for area in frame["area_id"].unique() if not is_missing(area)}
        return found <= {district, workspace().city, ""} and found != {workspace().city}
    return list(frame.attrs["parameters"].get("areas") or []) == [district]
