"""The headline strip: large figures with unit, comparison in words, source and moment; wraps, never truncates."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.i18n.forms import count_parts, fmt_change, fmt_number, fmt_share, is_missing
from dashboard.lookup.places import figure_anchor
from dashboard.metrics import METRICS, Metric
from dashboard.plain_text import LINE_EMS, unbroken
from dashboard.schema.declaration import tables
from dashboard.ui.components.behind_link import behind_figure
from dashboard.ui.components.numbers_then import Window, then_part
from dashboard.ui.components.provenance import provenance_text, synthetic_mark
from dashboard.ui.components.rank import rank_part
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import href, link
from dashboard.ui.shell.staleness import overdue, stale_paragraph, stale_words
from dashboard.ui.shell.typeset import mark

CELL = Markup(
    '<div class="kpi {state}" id="{place}"><h3>{mark}{head}</h3><p class="figure">{figure}</p><p class="under">{under}{then}{rank}</p>'
    '<p class="prov">{synthetic}{origin}{behind}</p>{stale}</div>'
)
Value = float | tuple[float | None, float | None] | None


@dataclass(frozen=True)
class Kpi:
    metric: str
    """Id in dashboard/metrics.py."""
    value: Value
    """The figure; a pair is a range; null shows the word for unknown, never 0."""
    frame: pd.DataFrame | None = None
    """The fetched frame that it comes from, for source and moment."""
    previous: Value = None
    """What it is compared with; null where there is nothing like it."""
    detail: str = ""
    """Words under the figure that replace the comparison."""
    missing: str = ""
    """Words under the figure where it is not known: why."""
    state: str = "quiet"
    """act, watch, ok or quiet; what the mark and the edge say."""
    windows: tuple[str, str] | None = None
    """The window of the figure and of the previous one, in words: a comparison names both."""
    source: str | None = None
    """Source in words; default: the table that the metric comes from."""
    as_of: datetime | None = None
    qualifier: str = ""
    """Stands before the figure: about, at least."""
    window: Window | None = None
    """What it counts from when to when, where that is not the same at every moment; null = what stands at a moment."""
    then: str = ""
    """What it was at the moment compared with, and the difference, in words; stands beneath what it is now."""
    rank: str = ""
    """Where the chosen district stands among the others, in words."""
    link: str | None = None
    """Path of the page that says more ("/zones")."""


def kpi_strip(kpis: list[Kpi], small: bool = False, *, strip: str = "") -> None:
    """Draw headline figures in one strip of equal cells; `strip`: as in `compared_strip`. Raises ValueError for one without provenance."""
    st.html(heading(small) + strip_html(kpis, small, strip))


def heading(small: bool) -> Markup:
    """The heading of a strip for who hears the page; the second strip has none."""
    return Markup() if small else Markup('<h2 class="unseen">{}</h2>').format(t("word.headlines"))


def strip_html(kpis: list[Kpi], small: bool = False, strip: str = "") -> Markup:
    """The strip as HTML, without its heading; one without a name has no ways behind its figures."""
    cells = Markup().join(_cell(kpi, strip) for kpi in kpis)
    return Markup('<div class="kpis{}" data-n="{}">{}</div>').format(" small" if small else "", len(kpis), cells)


def act_above_zero(n: float | None) -> str:
    """The state of a figure that nobody should have to see: act above zero, ok at zero, quiet where it is not known."""
    return "quiet" if is_missing(n) else "act" if n > 0 else "ok"


def comparison(metric: Metric, value: Value, previous: Value, windows: tuple[str, str]) -> str:
    """The change in words, with both windows: 0–15 h, +12 on 28 Nov 0–15 h; says so where there is nothing to compare with."""
    if isinstance(value, tuple) or isinstance(previous, tuple) or is_missing(value) or is_missing(previous):
        return t("compare.none")
    return t("compare.windows", change=change_words(metric, value, previous), now=windows[0], then=windows[1])


def change_words(metric: Metric, value: float, previous: float) -> str:
    """The difference with its sign; of shares in percentage points."""
    change = (value - previous) * (100 if metric.is_share else 1)
    shown = fmt_change(round(change, metric.decimals), lang(), metric.decimals)
    return shown + (t("compare.points") if metric.is_share else "")


def _cell(kpi: Kpi, strip: str) -> Markup:
    label, read = METRICS[kpi.metric].label(lang()), METRICS[kpi.metric].tables
    return CELL.format(
        state=shown_state(kpi), place=figure_anchor(kpi.metric), mark=state_mark(kpi), figure=_figure(kpi), then=then_part(kpi.then),
        head=link(href(kpi.link), label) if kpi.link else label, under=unbroken(words_under(kpi)),
        synthetic=synthetic_mark(kpi.frame, read), rank=rank_part(kpi.rank),
        origin=unbroken(origin_words(kpi), LINE_EMS), behind=behind_figure(kpi.metric, strip), stale=stale_paragraph(stale_words(read)),
    )


def shown_state(kpi: Kpi) -> str:
    """Its state; green only while its feeds keep coming: with one overdue nobody knows that all is still well."""
    return "quiet" if kpi.state == "ok" and overdue(None, METRICS[kpi.metric].tables) else kpi.state


def state_mark(kpi: Kpi) -> Markup:
    """The mark before a figure's name; none where there is nothing to say about it."""
    return mark(state) if (state := shown_state(kpi)) != "quiet" else Markup()


def words_under(kpi: Kpi) -> str:
    """What stands under the figure: its detail or comparison, or why it is not known."""
    return kpi.missing if is_unknown(kpi.value) else kpi.detail or _compared(kpi, METRICS[kpi.metric])


def origin_words(kpi: Kpi) -> str:
    """Source and moment of the figure. Raises ValueError where neither is given."""
    as_of = kpi.frame.attrs.get("as_of") if is_missing(kpi.as_of) and kpi.frame is not None else kpi.as_of
    return provenance_text(None, kpi.source or tables()[METRICS[kpi.metric].source].title(lang()), as_of)


def figure_parts(kpi: Kpi) -> tuple[str, str, bool]:
    """(figure, unit with its multiplier, whether it is known), as the language writes them; a range whose ends are one is one figure."""
    metric, unknown = METRICS[kpi.metric], is_unknown(kpi.value)
    ends = kpi.value if isinstance(kpi.value, tuple) else (kpi.value,)
    pairs = [_parts(value, metric) for value in (ends[:1] if unknown else ends)]
    shown = "–".join(dict.fromkeys(part[0] for part in pairs))
    return shown, "" if unknown else pairs[-1][1] + metric.unit(lang(), shown), not unknown


def is_unknown(value: Value) -> bool:
    """Whether a figure is not known; a range is where neither end is."""
    return all(is_missing(end) for end in value) if isinstance(value, tuple) else is_missing(value)


def _compared(kpi: Kpi, metric: Metric) -> str:
    if kpi.windows is None:
        return "" if kpi.previous is None else t("compare.none")
    return comparison(metric, kpi.value, kpi.previous, kpi.windows)


def _figure(kpi: Kpi) -> Markup:
    figure, unit, known = figure_parts(kpi)
    before = Markup('<span class="unit">{}</span>').format(kpi.qualifier) if kpi.qualifier else ""
    shown = Markup('{}<span class="num{}">{}</span><span class="unit">{}</span>')
    kind = " none" if not known else " range" if isinstance(kpi.value, tuple) else ""
    return shown.format(before, kind, figure, unit)


def _parts(value: float | None, metric: Metric) -> tuple[str, str]:
    if metric.is_share:
        shown = fmt_share(value, lang(), metric.decimals)
        return (shown.removesuffix("%"), "%") if shown.endswith("%") else (shown, "")
    return (fmt_number(value, lang(), metric.decimals), "") if metric.decimals else count_parts(value, lang())
