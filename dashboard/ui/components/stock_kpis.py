"""Headline figures of what a city of 2020 publishes every day: cumulative, existing, recovered, dead, and its close contacts."""

from datetime import timedelta

import pandas as pd

from dashboard.data.page_moment import moment
from dashboard.i18n.forms import fmt_change, is_missing
from dashboard.i18n.messages import enum_label
from dashboard.rows.case_stock import MEASURES, Figure, newest_stocks
from dashboard.sentences.published import qualifier_words
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.shell.language import lang, t

CONTACTS = (("traced", "cumulative"), ("observed", "under_observation"), ("released", "released"))
"""Headline figure and column of contacts."""


def stock_kpis(stock: pd.DataFrame, contacts: pd.DataFrame, city: str) -> list[Kpi]:
    """The city's stocks and close contacts, those that were published. Rows: `case_stock_by_day`, `contacts_latest`."""
    whole = next((one for one in newest_stocks(stock, city) if one.area_id == city), None)
    kpis = [_kpi(measure, whole.figures[measure], stock) for measure in MEASURES if measure in whole.figures] if whole else []
    close = contacts[(contacts["area_id"] == city) & (contacts["kind"] == "close")]
    for row in close.to_dict("records"):
        told = {"frame": contacts, "qualifier": qualifier_words(row["qualifier"], lang()), "as_of": row["reported_at"], "link": "/cases"}
        kpis += [Kpi(f"contacts_{name}", row[column], **told) for name, column in CONTACTS if not is_missing(row[column])]
    return kpis


def _kpi(measure: str, figure: Figure, frame: pd.DataFrame) -> Kpi:
    kind = "" if figure.kind == "all" else enum_label("case_class", figure.kind, lang())
    change = "" if figure.change is None else t("stock.change", n=fmt_change(figure.change, lang()))
    end = pd.Timestamp(figure.day) + timedelta(days=1)
    return Kpi(
        f"stock_{measure}", figure.n, frame, qualifier=qualifier_words(figure.qualifier, lang()),
        detail=" · ".join(filter(None, (kind, change))), as_of=min(end, moment().at),
        link="/cases",
    )
