"""Cumulative, existing, recovered and dead as published, the newest of each area: what a city of 2020 publishes every day."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.epidemic_growth import stock_by_day
from dashboard.i18n.forms import fmt_change, fmt_day, fmt_exact, joined, listed
from dashboard.rows.case_stock import MEASURES, AreaStock, Figure, newest_stocks
from dashboard.rows.epidemic import stock_days
from dashboard.rows.selection import flagged
from dashboard.sentences.published import qualifier_words
from dashboard.ui.components.chart import chart, chart_title
from dashboard.ui.components.compared_strip import compared_strip
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.stock_kpis import stock_kpis
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t

HEIGHT_PX = 300


def stock_headline(picked: Filters) -> None:
    """The newest published stocks of the city, and its close contacts, as the headline of a city that publishes no new cases by day.

    Nothing where neither has any; where two moments are compared, then and now.
    """
    compared_strip(lambda: [replace(kpi, link=None) for kpi in stock_figures(picked)], strip="stocks")


def stock_figures(picked: Filters) -> list[Kpi]:
    """The same figures at the page's moment."""
    return stock_kpis(fetch("case_stock_by_day"), fetch("contacts_latest"), picked.city)


def stock_ledger(stock: pd.DataFrame, picked: Filters) -> None:
    """The newest published stocks by area, the city first; nothing where none was published. Rows: `case_stock_by_day`."""
    shown = [one for one in newest_stocks(stock, picked.city) if not picked.areas or one.area_id in (*picked.areas, picked.city)]
    if not shown:
        return
    st.html(chart_title(t("stock.title")))
    measures = [measure for measure in MEASURES if any(measure in one.figures for one in shown)]
    heads = [t(f"stock.{name}") for name in ("area", *measures, "day")]
    ledger(heads, [_line(one, measures) for one in shown], height=HEIGHT_PX if len(shown) > len(MEASURES) + 4 else None)
    foot_line(stock, key="case-stock", title=t("stock.title"), filters=picked.words)


def stock_by_day_chart(stock: pd.DataFrame, picked: Filters) -> None:
    """What was ever counted by day and what became of it, with whether the parts are the whole; nothing below two days that state it.

    Rows: `case_stock_by_day`. Of the chosen district, else of the city.
    """
    days = stock_days(stock, picked.one_area[0])
    days = days[days["cumulative"].notna()]
    days.attrs = stock.attrs
    if len(days) < 2:
        return
    whole, derived = days[days["closes"].notna()], int(days["is_derived"].sum())
    odd = whole[~whole["closes"].astype(bool)]
    named = listed([fmt_day(pd.Timestamp(day), lang()) for day in odd["day"]], lang())
    key = "epidemic.stock_not_closing" if len(odd) else "epidemic.stock_closes"
    closing = t(key, n=len(whole), odd=len(odd), days=named) if len(whole) else ""
    said = joined(closing, t("epidemic.stock_derived", n=derived) if derived else "", lang=lang())
    figure = drawn(stock_by_day, days, title=t("epidemic.stock_title"), **look())
    chart(figure, flagged(days, stock), key="cases-stock", sentence=said, filters=picked.words)


def _line(stock: AreaStock, measures: list[str]) -> list[Cell | str]:
    figures = (stock.figures.get(measure) for measure in measures)
    return [stock.area_name, *(_cell(figure) for figure in figures), Cell(fmt_day(stock.day, lang()), is_unbroken=True)]


def _cell(figure: Figure | None) -> Cell:
    if figure is None:
        return Cell("", under=t("stock.not_stated"), is_figure=True, is_settled=True)
    under = "" if figure.change is None else t("stock.change", n=fmt_change(figure.change, lang()))
    return Cell(fmt_exact(figure.n, lang()), under=under, before=qualifier_words(figure.qualifier, lang()), is_figure=True)
