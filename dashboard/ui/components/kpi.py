"""The headline strip: large figures with unit, comparison in words, source and moment; wraps, never truncates."""

from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from dashboard.i18n.forms import count_parts, fmt_change, fmt_day, fmt_number, fmt_share, is_missing
from dashboard.metrics import METRICS, Metric
from dashboard.schema.declaration import tables
from dashboard.tokens import MARKS
from dashboard.ui.components.provenance import has_synthetic, provenance_text
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import href
from dashboard.ui.shell.staleness import stale_words

Value = float | tuple[float | None, float | None] | None


@dataclass(frozen=True)
class Kpi:
    metric: str
    """Id in dashboard/metrics.py."""
    value: Value
    """The figure; a pair is a range; null shows 未知, never 0."""
    frame: pd.DataFrame | None = None
    """The fetched frame that it comes from, for source and moment."""
    previous: Value = None
    """What it is compared with; null where there is nothing like it."""
    against: str = "yesterday_window"
    """How the comparison is said: a name of the messages' [compare]."""
    detail: str = ""
    """Words under the figure that replace the comparison."""
    missing: str = ""
    """Words under the figure where it is not known: why."""
    state: str = "quiet"
    """act, watch, ok or quiet; what the mark and the edge say."""
    previous_day: object = None
    """The day of the previous figure, named in the comparison where it is not yesterday."""
    source: str | None = None
    """Source in words; default: the table that the metric comes from."""
    as_of: object = None
    qualifier: str = ""
    """Stands before the figure: 约, 至少."""
    link: str | None = None
    """Path of the page that says more ("/zones")."""


def kpi_strip(kpis: list[Kpi], small: bool = False) -> None:
    """Draw headline figures in one strip of equal cells. Raises ValueError for one without provenance."""
    heading = "" if small else f'<h2 class="unseen">{escape(t("word.headlines"))}</h2>'
    st.html(heading + strip_html(kpis, small))


def strip_html(kpis: list[Kpi], small: bool = False) -> str:
    """The strip as HTML, without its heading."""
    cells = "".join(_cell(kpi) for kpi in kpis)
    return f'<div class="kpis{" small" if small else ""}" data-n="{len(kpis)}">{cells}</div>'


def act_above_zero(n: float | None) -> str:
    """The state of a figure that nobody should have to see: act above zero, ok at zero, quiet where it is not known."""
    if is_missing(n):
        return "quiet"
    return "act" if n > 0 else "ok"


def comparison(metric: Metric, value: Value, previous: Value, against: str, **words: str) -> str:
    """"比昨日同期 +12"; says so where there is nothing to compare with."""
    if isinstance(value, tuple) or is_missing(value) or is_missing(previous):
        return t("compare.none")
    change = (value - previous) * (100 if metric.is_share else 1)
    shown = fmt_change(round(change, metric.decimals), lang(), metric.decimals)
    return t(f"compare.{against}", change=shown + (t("compare.points") if metric.is_share else ""), **words)


def _cell(kpi: Kpi) -> str:
    metric = METRICS[kpi.metric]
    mark = f'<span class="mark">{MARKS[kpi.state]}</span>' if kpi.state != "quiet" else ""
    sim = '<span class="sim">◇</span> ' if has_synthetic(kpi.frame) else ""
    label = escape(metric.label(lang()))
    head = f'<a href="{href(kpi.link)}" target="_self">{label}</a>' if kpi.link else label
    return (
        f'<div class="kpi {escape(kpi.state)}"><h3>{mark}{head}</h3>'
        f'<p class="figure">{_figure(kpi)}</p><p class="under">{escape(words_under(kpi))}</p>'
        f'<p class="prov">{sim}{escape(origin_words(kpi))}</p>{_stale(kpi)}</div>'
    )


def _stale(kpi: Kpi) -> str:
    words = stale_words(kpi.frame)
    return f'<p class="stale"><span class="mark">{MARKS["act"]}</span> {escape(words)}</p>' if words else ""


def words_under(kpi: Kpi) -> str:
    """What stands under the figure: its detail or comparison, or why it is not known."""
    return kpi.missing if _is_unknown(kpi.value) else kpi.detail or _compared(kpi, METRICS[kpi.metric])


def origin_words(kpi: Kpi) -> str:
    """Source and moment of the figure. Raises ValueError where neither is given."""
    as_of = kpi.frame.attrs.get("as_of") if is_missing(kpi.as_of) and kpi.frame is not None else kpi.as_of
    return provenance_text(None, kpi.source or tables()[METRICS[kpi.metric].source].title(lang()), as_of)


def figure_parts(kpi: Kpi) -> tuple[str, str, bool]:
    """(figure, unit with its multiplier, whether it is known), as the language writes them."""
    metric, unknown = METRICS[kpi.metric], _is_unknown(kpi.value)
    values = kpi.value if isinstance(kpi.value, tuple) and not unknown else (None if unknown else kpi.value,)
    pairs = [_parts(value, metric) for value in values]
    return "–".join(part[0] for part in pairs), "" if unknown else pairs[-1][1] + metric.unit(lang()), not unknown


def _is_unknown(value: Value) -> bool:
    return all(is_missing(end) for end in value) if isinstance(value, tuple) else is_missing(value)


def _compared(kpi: Kpi, metric: Metric) -> str:
    if kpi.previous is None:
        return ""
    if is_missing(kpi.previous) or is_missing(kpi.previous_day):
        return comparison(metric, kpi.value, kpi.previous, kpi.against)
    return comparison(metric, kpi.value, kpi.previous, "day_window", day=fmt_day(kpi.previous_day, lang()))


def _figure(kpi: Kpi) -> str:
    figure, unit, known = figure_parts(kpi)
    before = f'<span class="unit">{escape(kpi.qualifier)}</span>' if kpi.qualifier else ""
    return f'{before}<span class="num{"" if known else " none"}">{escape(figure)}</span><span class="unit">{escape(unit)}</span>'


def _parts(value: float | None, metric: Metric) -> tuple[str, str]:
    if metric.is_share:
        shown = fmt_share(value, lang(), metric.decimals)
        return (shown.removesuffix("%"), "%") if shown.endswith("%") else (shown, "")
    return (fmt_number(value, lang(), metric.decimals), "") if metric.decimals else count_parts(value, lang())
