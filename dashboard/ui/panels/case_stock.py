"""Cumulative, existing, recovered and dead as published, the newest of each area: what a city of 2020 publishes every day."""

from dataclasses import replace
from datetime import timedelta

import pandas as pd
import streamlit as st

from dashboard.data.page_moment import moment
from dashboard.i18n.forms import fmt_change, fmt_day, fmt_exact, is_missing
from dashboard.i18n.messages import enum_label
from dashboard.rows.case_stock import MEASURES, AreaStock, Figure, newest_stocks
from dashboard.sentences.published import qualifier_words
from dashboard.ui.components.chart import chart_title
from dashboard.ui.components.kpi import Kpi, kpi_strip
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t

HEIGHT_PX = 300
CONTACTS = (("traced", "cumulative"), ("observed", "under_observation"), ("released", "released"))
"""Headline figure and column of contacts."""


def stock_headline(stock: pd.DataFrame, contacts: pd.DataFrame, picked: Filters) -> None:
    """The newest published stocks of the city, and its close contacts, as the headline of a city that publishes no new cases by day.

    Rows: `case_stock_by_day`, `contacts_latest`. Nothing where neither has any.
    """
    if kpis := stock_kpis(stock, contacts, picked.city):
        kpi_strip([replace(kpi, link=None) for kpi in kpis])


def stock_kpis(stock: pd.DataFrame, contacts: pd.DataFrame, city: str) -> list[Kpi]:
    """The city's stocks and close contacts, those that were published. Rows: `case_stock_by_day`, `contacts_latest`."""
    whole = next((one for one in newest_stocks(stock, city) if one.area_id == city), None)
    kpis = [_kpi(measure, whole.figures[measure], stock) for measure in MEASURES if measure in whole.figures] if whole else []
    close = contacts[(contacts["area_id"] == city) & (contacts["kind"] == "close")]
    for row in close.to_dict("records"):
        told = {"frame": contacts, "qualifier": qualifier_words(row["qualifier"], lang()), "as_of": row["reported_at"], "link": "/cases"}
        kpis += [Kpi(f"contacts_{name}", row[column], **told) for name, column in CONTACTS if not is_missing(row[column])]
    return kpis


def stock_ledger(stock: pd.DataFrame, picked: Filters) -> None:
    """The newest published stocks by area, the city first; nothing where none was published. Rows: `case_stock_by_day`."""
    shown = [one for one in newest_stocks(stock, picked.city) if not picked.areas or one.area_id in (*picked.areas, picked.city)]
    if not shown:
        return
    st.html(chart_title(t("stock.title")))
    measures = [measure for measure in MEASURES if any(measure in one.figures for one in shown)]
    heads = [t(f"stock.{name}") for name in ("area", *measures, "day")]
    ledger(heads, [_line(one, measures) for one in shown], height=HEIGHT_PX if len(shown) > len(MEASURES) + 4 else None)
    st.html(provenance_line(stock))


def _kpi(measure: str, figure: Figure, frame: pd.DataFrame) -> Kpi:
    kind = "" if figure.kind == "all" else enum_label("case_class", figure.kind, lang())
    change = "" if figure.change is None else t("stock.change", n=fmt_change(figure.change, lang()))
    end = pd.Timestamp(figure.day) + timedelta(days=1)
    return Kpi(
        f"stock_{measure}", figure.n, frame, qualifier=qualifier_words(figure.qualifier, lang()),
        detail=" · ".join(filter(None, (kind, t("stock.to_day", day=fmt_day(figure.day, lang())), change))), as_of=min(end, moment().at),
        link="/cases",
    )


def _line(stock: AreaStock, measures: list[str]) -> list[Cell | str]:
    figures = (stock.figures.get(measure) for measure in measures)
    return [stock.area_name, *(_cell(figure) for figure in figures), Cell(fmt_day(stock.day, lang()), is_unbroken=True)]


def _cell(figure: Figure | None) -> Cell:
    if figure is None:
        return Cell(t("stock.not_stated"), is_settled=True)
    under = "" if figure.change is None else t("stock.change", n=fmt_change(figure.change, lang()))
    return Cell(fmt_exact(figure.n, lang()), under=under, before=qualifier_words(figure.qualifier, lang()), is_figure=True)
