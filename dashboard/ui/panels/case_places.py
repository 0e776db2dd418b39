"""The places that bulletins name in connection with cases, merged into cells: where, and how many a day. No number of people."""

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.i18n.forms import fmt_count, fmt_day, joined
from dashboard.ui.components.play_map import play_map
from dashboard.ui.components.table import table
from dashboard.ui.shell.address import known_value
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import section

FROM = {"cell_1": 1, "cell_2": 10, "cell_3": 50, "cell_4": 200}
"""Class of a cell and the place-days from which it holds."""
DAY = "places_day"
BY_DAY = ["day", "named", "located", "districts"]


def named_places(picked: Filters) -> None:
    """The places named in the chosen dates, at most 14 days of them, as cells on a map and by day; nothing where there are none."""
    by_day = fetch("case_places_by_day", **picked.dates, areas=picked.areas)
    if by_day.empty:
        return
    days = sorted(pd.to_datetime(by_day["day"]))
    section(t("cases.named_section"), t("cases.named_lead", day=fmt_day(days[-1], lang()), days=len(days)))
    if by_day["located"].sum():
        cells = fetch("case_places_by_cell", **picked.dates, areas=picked.areas)
        asked = known_value(DAY, [day.date().isoformat() for day in days])
        chosen = pd.Timestamp(asked) if asked else None
        play_map(cells, _shown(cells, chosen), key="case-places", title=t("cases.named_title"), days=days, chosen=chosen, address=DAY,
                 classes=FROM, enum="cell_class.", sentence=_said(by_day, cells, chosen), filters=picked.words)
    table(by_day.sort_values("day", ascending=False), key="case-places-days", columns=BY_DAY, filters=picked.words)


def _said(by_day: pd.DataFrame, cells: pd.DataFrame, chosen: pd.Timestamp | None) -> str:
    """How many are on the map and how many are not, of the chosen day, else of all. Rows: `case_places_by_day`, `case_places_by_cell`."""
    days, shown = (rows if chosen is None else rows[pd.to_datetime(rows["day"]) == chosen] for rows in (by_day, cells))
    named, located = int(days["named"].sum()), int(days["located"].sum())
    said = t("cases.f_named", days=len(days), n=fmt_count(named, lang()), located=fmt_count(located, lang()),
             cells=fmt_count(shown["cell"].nunique(), lang()), without=fmt_count(named - located, lang()))
    return joined("" if chosen is None else f"{fmt_day(chosen, lang())}{t('cases.day_said')}", said, lang=lang())


def _shown(cells: pd.DataFrame, chosen: pd.Timestamp | None) -> pd.DataFrame:
    """One row a cell: of the chosen day, else all days added up, with its class; the fullest last, so that it is drawn on top."""
    if chosen is not None:
        rows = cells[pd.to_datetime(cells["day"]) == chosen]
    else:
        sums = {"area_id": "first", "area_name": "first", "lon": "first", "lat": "first", "named": "sum", "is_synthetic": "max"}
        rows = cells.groupby("cell", as_index=False).agg(sums)
    rows = rows.sort_values("named")
    rows.attrs = cells.attrs
    return rows.assign(cell_class=pd.cut(rows["named"], [*FROM.values(), float("inf")], right=False, labels=list(FROM)).astype(object))
