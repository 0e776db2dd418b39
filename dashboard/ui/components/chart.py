"""A chart as the board shows it: title with unit, figure, sentence, source and moment, table twin and files."""

from datetime import datetime
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from dashboard.data.figure_cache import derived
from dashboard.figures.annotations import named_in_text
from dashboard.figures.edges_and_counts import edged_and_counted
from dashboard.figures.figure import Figure, Part
from dashboard.figures.legend import legend_entries
from dashboard.figures.svg.fluid import finished, fluid
from dashboard.figures.svg.shades import shade_entries
from dashboard.i18n.forms import fmt_count, joined
from dashboard.plain_text import on_page
from dashboard.sentences.provenance import drawn_from
from dashboard.tokens import Ground
from dashboard.ui.components.first_picture import drew
from dashboard.ui.components.legend import legend_words
from dashboard.ui.components.live import for_page, still_first
from dashboard.ui.components.notes import drawn_chart, notes_html
from dashboard.ui.components.picking import chart_pick, pickable, picking_figure, state_key
from dashboard.ui.components.pictures import chart_picture
from dashboard.ui.components.provenance import provenance_line, provenance_text
from dashboard.ui.components.table import table
from dashboard.ui.components.take_away import take_away
from dashboard.ui.shell.address import asked
from dashboard.ui.shell.filters import DISTRICT, area_names
from dashboard.ui.shell.language import ground, lang, look, t
from dashboard.ui.shell.links import here_without
from dashboard.ui.shell.typeset import paragraph

CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False, "showTips": False}


def chart(
    figure: Figure | None, frame: pd.DataFrame, *, key: str, sentence: str = "", filters: str = "",
    source: str | None = None, as_of: datetime | None = None, enums: dict[str, str] | None = None, ends: bool = False,
) -> None:
    """Draw a figure with everything a reader needs to trust it: a picture, which becomes live when it is touched.

    `frame` is what the figure was made from; its provenance is printed and its rows are the table twin. `sentence` is the
    one sentence that states what is to be seen. `ends`: its last and highest columns carry their figures. Where `frame` is
    empty, or `figure` is null, a sentence that names `filters` stands instead. Raises: ValueError for a figure without a
    title or a frame without provenance.
    """
    provenance_text(frame, source, as_of)
    if figure is None or frame.empty:
        empty_state(filters, figure.layout.title.text if figure is not None else "", drawn_from(frame, lang()))
        return
    if not derived(figure, has_marks):
        with st.container(key=f"chart-{key}", gap=None):
            undrawn(figure.layout.title.text or "", t("absent.rows_undrawn", n=fmt_count(len(frame), lang())))
            foot(frame, key=key, source=source, as_of=as_of, enums=enums, title=figure.layout.title.text or "", filters=filters)
        return
    title = figure.layout.title.text
    if not title:
        raise ValueError(f"chart {key}: the figure has no title with its unit")
    with st.container(key=f"chart-{key}", gap=None):
        head, picture = _drawn(figure, key, sentence or title, ends)
        if picture:
            drew(head, picture, paragraph("sentence", sentence) + provenance_line(frame, source, as_of))
        taken = {"title": title, "filters": filters, "picture": chart_picture(figure)}
        foot(frame, key=key, sentence=sentence, source=source, as_of=as_of, enums=enums, **taken)


def _drawn(figure: Figure, key: str, said: str, ends: bool) -> tuple[Markup, Markup]:
    """Title, legend and picture, which becomes the library's own chart when somebody touches it; at once where no picture can hold it.

    Returns (title and legend, picture).
    """
    entries = [*legend_entries(figure, ground()), *shade_entries(figure, lang(), ground())]
    head = chart_title(figure.layout.title.text) + legend_words(entries)
    st.html(head)
    made = derived(figure, _as_still, **look(), district=asked(DISTRICT), names=tuple(area_names()), ends=ends)
    picture = finished(made, said, key, here_without(DISTRICT)) if made else made
    still_first(key=key, picture=picture, live=partial(_interactive, figure, said, key), at_once=not picture)
    return head, picture


def _as_still(figure: Figure, *, lang: str, ground: Ground, district: str, names: tuple[str, ...], ends: bool) -> Markup:
    """The picture, with the districts in it as links; "" for a figure that a picture cannot hold. Options: as of `_ready`."""
    districts = pickable(figure)
    try:
        shown = picking_figure(figure.copy(), districts) if district in districts.values() else figure
        return fluid(shown, lang=lang, ground=ground, districts=districts, chosen=district, with_ends=ends)
    except ValueError:
        return Markup()


def _interactive(figure: Figure, said: str, key: str) -> None:
    shown, districts = derived(figure, _ready, **look(), district=asked(DISTRICT), names=tuple(area_names()))
    picks: dict[str, Any] = {}
    if districts:
        picks = {"selection_mode": "points", "on_select": for_page(key, chart_pick(state_key(key), figure, districts))}
    st.plotly_chart(shown, theme=None, config=CONFIG, key=state_key(key), width="stretch", alt=said, **picks)


def _ready(figure: Figure, *, lang: str, ground: Ground, district: str, names: tuple[str, ...]) -> tuple:
    """The figure as it is sent, without the title that stands above it; and the districts that can be tapped in it.

    `district` and `names` are what the page itself knows; they stand here since the result depends on them.
    """
    shown, districts = edged_and_counted(figure, lang=lang, ground=ground).update_layout(title={"text": ""}), pickable(figure)
    shown = named_in_text(picking_figure(shown, districts) if districts else shown)
    return go.Figure(shown.plain()), districts


def has_marks(figure: Figure) -> bool:
    """Whether a figure has anything to draw: a value that is not missing, in any of its traces."""
    return any(pd.notna(pd.Series(list(values))).any() for trace in figure.data for values in (_values(trace),) if len(values))


def _values(trace: Part) -> list:
    sideways = getattr(trace, "orientation", None) == "h"
    values = trace.x if sideways else getattr(trace, "y", None)
    if values is None:
        values = getattr(trace, "z", None)  # heat maps
        return [1] if values is not None else []
    return list(values)


def foot(
    frame: pd.DataFrame, *, key: str, title: str = "", sentence: str = "", source: str | None = None, as_of: datetime | None = None,
    enums: dict[str, str] | None = None, **taken: Any,
) -> None:
    """What stands under a chart or map: the sentence, what was noted on it, the provenance, its rows, and the button to take it away.

    `title`: what a note on it and a file of it call it; without one no note can be written. `taken`: more of what `take_away` says in a
    file: filters, picture.
    """
    if title:
        drawn_chart(key, title)
    parts = (paragraph("sentence", sentence), notes_html("chart", key), provenance_line(frame, source, as_of))
    said = Markup('<div class="foot">{}{}{}</div>').format(*parts)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"foot-{key}"):
        st.html(said, width="stretch")
        # The rows are sent when somebody opens them: nobody does for most of a page's charts, and they were a fifth of its cost.
        rows = st.popover(t("word.table"), type="tertiary", icon=":material/table:", key=f"rows-{key}", on_change="rerun")
        take_away(frame, key=key, title=title, source=source, as_of=as_of, enums=enums, sentence=sentence, **taken)
        if rows.open:
            with rows:
                table(frame, key=f"twin-{key}", source=source, as_of=as_of, enums=enums, bare=True)


def chart_title(title: str) -> Markup:
    """The heading of a chart, map or picture."""
    return Markup('<h3 class="chart-title">{}</h3>').format(on_page(title))


def empty_state(filters: str = "", title: str = "", tables: str = "") -> None:
    """Says in words that there is nothing, under which filters, and which `tables` would fill the place."""
    words = joined(t("empty.filters", filters=filters) if filters else t("empty.unfiltered"),
                   t("absent.drawn_from", names=tables) if tables else "", lang=lang())
    body = Markup('<div class="empty"><p class="lead">{}</p><p>{}</p></div>').format(t("empty.title"), on_page(words))
    st.html((chart_title(title) if title else Markup()) + body)


def undrawn(title: str, words: str) -> None:
    """Says in words why rows that are there cannot be drawn: they are not called empty."""
    st.html(chart_title(title) + Markup('<div class="empty"><p>{}</p></div>').format(words))
