"""New cases by origin and severity, and the share found outside control as a range by day."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.epidemic import curve_by
from dashboard.figures.epidemic_growth import outside_range
from dashboard.i18n.forms import fmt_count, fmt_day, fmt_share, joined, listed
from dashboard.i18n.messages import enum_label
from dashboard.rows.epidemic import outside_by_day
from dashboard.rows.selection import flagged
from dashboard.ui.components.chart import chart
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.typeset import section

DIMENSIONS = ("origin", "severity")


def parts_by_day(picked: Filters) -> None:
    """The curves by origin and severity and the range found outside control, two beside each other; nothing where none is known."""
    parts, routes = fetch("cases_by_day_part", **picked.dates), fetch("cases_by_day_route", **picked.dates)
    shares = outside_by_day(routes)
    shares.attrs = routes.attrs
    named = {name: parts[parts["dimension"] == name] for name in DIMENSIONS}
    named = {name: rows for name, rows in named.items() if rows["part"].ne("unknown").any()}
    drawings = [(_curve, rows, name) for name, rows in named.items() if rows["part"].nunique() > 1]
    drawings += [(_outside, flagged(shares, routes), "")] if len(shares) > 1 else []
    if not drawings:
        return
    lead = joined(t("epidemic.city_only") if picked.district else "", *map(_only, named.values()), lang=lang())
    section(t("epidemic.parts_section"), lead)
    columns = st.columns(len(drawings), gap="large")
    for column, (draw, rows, name) in zip(columns, drawings, strict=True):
        with column:
            draw(rows, name, picked)


def _only(rows: pd.DataFrame) -> str:
    """That every case is of one part, where it is so. Rows: `cases_by_day_part` of one dimension."""
    if rows["part"].nunique() > 1:
        return ""
    dimension = str(rows["dimension"].iloc[0])
    only, n = enum_label(dimension, str(rows["part"].iloc[0]), lang()), fmt_count(rows["new_cases"].sum(), lang())
    return t("epidemic.only_part", dimension=t(f"case_dimension.{dimension}"), n=n, part=only)


def _curve(rows: pd.DataFrame, dimension: str, picked: Filters) -> None:
    """Rows: `cases_by_day_part` of one dimension."""
    curve = drawn(curve_by, rows, "part", "new_cases", dimension, title=t(f"epidemic.by_{dimension}"), **look())
    sums = rows.groupby("part")["new_cases"].sum().sort_values(ascending=False)
    parts = [f"{enum_label(dimension, str(part), lang())} {fmt_count(n, lang())}" for part, n in sums.items()]
    said = t("epidemic.parts_told", n=fmt_count(sums.sum(), lang()), parts=listed(parts, lang()))
    both = t("epidemic.as_now_known") if dimension == "severity" else ""
    chart(curve, rows, key=f"cases-{dimension}", sentence=joined(said, both, lang=lang()), filters=picked.words, enums={"part": dimension})


def _outside(shares: pd.DataFrame, _: str, picked: Filters) -> None:
    """Rows: of `outside_by_day`."""
    last = shares.iloc[-1]
    low, high = fmt_share(last["strict"], lang()), fmt_share(last["broad"], lang())
    key = "epidemic.outside_told" if low != high else "epidemic.outside_told_one"
    said = t(key, day=fmt_day(pd.Timestamp(last["day"]), lang()), low=low, high=high, n=fmt_count(last["n"], lang()))
    chart(drawn(outside_range, shares, title=t("epidemic.outside_title"), **look()), shares, key="cases-outside", sentence=said,
          filters=picked.words)
