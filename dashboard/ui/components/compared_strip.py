"""The strip of two moments: each figure with what it was at the earlier one, and the difference where the two are alike."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import streamlit as st

from dashboard.data.look_cache import kept
from dashboard.data.page_moment import at_since, moment
from dashboard.i18n.forms import fmt_moment, is_missing
from dashboard.metrics import METRICS
from dashboard.ui.components.kpi import Kpi, change_words, figure_parts, heading, is_unknown, strip_html
from dashboard.ui.components.numbers_then import are_alike, window_words, with_unit
from dashboard.ui.components.rank import rank_line
from dashboard.ui.shell.language import lang, t

Make = Callable[[], list[Kpi]]


def compared_strip(make: Make, small: bool = False, earlier: Make | None = None, *, strip: str, district: str | None = None) -> None:
    """Draw the figures that `make` computes; where the page compares two moments, each with what it was then and the difference.

    `make` asks for its rows itself: it is called once more as of that moment, or `earlier` is, where other figures stood there then.
    `strip`: its name, by which the page behind a number makes the same figures (`app_pages/behind.py`). `district`: the one whose
    figures they are, which is then placed among the others. `make` draws nothing: the strip is made once a look.
    """
    then = (earlier or make) if moment().since is not None else None
    if html := kept(("strip", strip, small, district), lambda: _compared_html(make, small, then, strip, district)):
        st.html(html)


def _compared_html(make: Make, small: bool, then: Make | None, strip: str, district: str | None) -> str:
    """The strip with its heading, empty where there is no figure; `then`: makes those of the moment compared with."""
    kpis = [kpi if is_unknown(kpi.value) else replace(kpi, rank=rank_line(kpi.metric, district)) for kpi in make()]
    if kpis and then is not None and (since := moment().since) is not None:
        with at_since():
            earlier = {kpi.metric: kpi for kpi in then()}
        kpis = [replace(kpi, then=then_words(kpi, earlier.get(kpi.metric), since)) for kpi in kpis]
    return heading(small) + strip_html(kpis, small, strip) if kpis else ""


def then_words(now: Kpi, then: Kpi | None, since: datetime) -> str:
    """The figure as of `since`, with the window that it counts, and the difference.

    There is none between two ranges or bounds ("at least"), nor to what was unknown; figures of unlike windows are not compared: calls of
    nine hours are not fewer than those of sixteen.
    """
    when = fmt_moment(since, lang())
    if then is None or is_unknown(then.value):
        return t("compare.then_unknown", when=when)
    figure, unit, _ = figure_parts(then)
    was = with_unit(f"{then.qualifier} {figure}".strip(), unit) + window_words(then.window)
    if is_missing(now.value) or isinstance(now.value, tuple) or isinstance(then.value, tuple) or now.qualifier or then.qualifier:
        return t("compare.then", when=when, was=was)
    if not are_alike(now.window, then.window):
        return t("compare.then_unlike", when=when, was=was)
    return t("compare.then_change", when=when, was=was, change=change_words(METRICS[now.metric], now.value, then.value))
