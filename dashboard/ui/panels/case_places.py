"""The places that bulletins name in connection with cases, merged into cells: where, and how many a day. No number of people."""

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.i18n.forms import fmt_count, fmt_day
from dashboard.rows.selection import flagged
from dashboard.ui.components.point_map import point_map
from dashboard.ui.components.table import table
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import section

FROM = {"cell_1": 1, "cell_2": 10, "cell_3": 50, "cell_4": 200}
"""Class of a cell and the place-days from which it holds."""
BY_DAY = ["day", "named", "located", "districts"]


def named_places(picked: Filters) -> None:
    """The places named in the chosen dates, at most 14 days of them, as cells on a map and by day; nothing where there are none."""
    days = fetch("case_places_by_day", **picked.dates, areas=picked.areas)
    if days.empty:
        return
    named, located = int(days["named"].sum()), int(days["located"].sum())
    section(t("cases.named_section"), t("cases.named_lead", day=fmt_day(pd.Timestamp(days["day"].max()), lang()), days=len(days)))
    if located:
        cells = fetch("case_places_by_cell", **picked.dates, areas=picked.areas)
        said = t("cases.f_named", days=len(days), n=fmt_count(named, lang()), located=fmt_count(located, lang()),
                 cells=fmt_count(len(cells), lang()), without=fmt_count(named - located, lang()))
        point_map(flagged(_classed(cells), days), key="case-places", title=t("cases.named_title"), state="cell_class", enum="cell_class.",
                  name="said", tips=("area_name",), sentence=said, filters=picked.words)
    table(days.sort_values("day", ascending=False), key="case-places-days", columns=BY_DAY, filters=picked.words)


def _classed(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells with their class and a line for their tip, the fullest last, so that it is drawn on top. Rows: `case_places_by_cell`."""
    rows = cells.sort_values("named")
    classes = pd.cut(rows["named"], [*FROM.values(), float("inf")], right=False, labels=list(FROM)).astype(object)
    numbers = zip(rows["named"], rows["places"], strict=True)
    said = [t("cases.named_tip", n=fmt_count(n, lang()), m=fmt_count(m, lang())) for n, m in numbers]
    told = rows.assign(cell_class=classes, said=said)
    told.attrs = cells.attrs
    return told
