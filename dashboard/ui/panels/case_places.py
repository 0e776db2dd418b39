"""The places that bulletins name in connection with cases, merged into cells: where, and how many a day. No number of people."""

from datetime import date

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.i18n.forms import fmt_count, fmt_day, joined
from dashboard.rows.selection import flagged
from dashboard.ui.components.point_map import point_map
from dashboard.ui.components.table import table
from dashboard.ui.shell.address import select
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import section

FROM = {"cell_1": 1, "cell_2": 10, "cell_3": 50, "cell_4": 200}
"""Class of a cell and the place-days from which it holds."""
DAY_PX = 220
BY_DAY = ["day", "named", "located", "districts"]


def named_places(picked: Filters) -> None:
    """The places named in the chosen dates, at most 14 days of them, as cells on a map and by day; nothing where there are none."""
    days = fetch("case_places_by_day", **picked.dates, areas=picked.areas)
    if days.empty:
        return
    named, located = int(days["named"].sum()), int(days["located"].sum())
    section(t("cases.named_section"), t("cases.named_lead", day=fmt_day(pd.Timestamp(days["day"].max()), lang()), days=len(days)))
    if located:
        chosen = _day_chosen(days)
        one_day = {"start": chosen, "end": chosen} if chosen else picked.dates
        shown = days[pd.to_datetime(days["day"]) == pd.Timestamp(chosen)] if chosen else days
        named, located = int(shown["named"].sum()), int(shown["located"].sum())
        cells = fetch("case_places_by_cell", **one_day, areas=picked.areas)
        said = t("cases.f_named", days=len(shown), n=fmt_count(named, lang()), located=fmt_count(located, lang()),
                 cells=fmt_count(len(cells), lang()), without=fmt_count(named - located, lang()))
        said = joined(f"{fmt_day(chosen, lang())}{t('cases.day_said')}" if chosen else "", said, lang=lang())
        point_map(flagged(_classed(cells), days), key="case-places", title=t("cases.named_title"), state="cell_class", enum="cell_class.",
                  name="said", tips=("area_name",), sentence=said, filters=picked.words)
    table(days.sort_values("day", ascending=False), key="case-places-days", columns=BY_DAY, filters=picked.words)


def _day_chosen(days: pd.DataFrame) -> date | None:
    """The one day that the reader looks at, null for all of them together; it stands in the address. Rows: `case_places_by_day`."""
    labels = {"": t("cases.every_day", n=len(days))}
    labels |= {day.date().isoformat(): fmt_day(day, lang()) for day in sorted(pd.to_datetime(days["day"]))}
    chosen = select("places_day", t("cases.places_day"), labels, DAY_PX)
    return date.fromisoformat(chosen) if chosen else None


def _classed(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells with their class and a line for their tip, the fullest last, so that it is drawn on top. Rows: `case_places_by_cell`."""
    rows = cells.sort_values("named")
    classes = pd.cut(rows["named"], [*FROM.values(), float("inf")], right=False, labels=list(FROM)).astype(object)
    numbers = zip(rows["named"], rows["places"], strict=True)
    said = [t("cases.named_tip", n=fmt_count(n, lang()), m=fmt_count(m, lang())) for n, m in numbers]
    return rows.assign(cell_class=classes, said=said)
