"""Tables: labelled columns in the page's language, enumerations in words, missing left visibly empty."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.i18n.forms import fmt_count, is_missing
from dashboard.i18n.messages import column_label
from dashboard.plain_text import on_page, on_screen
from dashboard.rows.coded import in_words
from dashboard.sentences.documents import number_words, source_words
from dashboard.ui.components.exports.csv_file import is_text
from dashboard.ui.components.paper_rows import paper_rows
from dashboard.ui.components.picking import AREA_COLUMN, state_key, table_pick
from dashboard.ui.components.provenance import provenance_text
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import paragraph

ROW_HEIGHT = 32
MOST_ROWS_HIGH = 14
"""Rows shown before the table scrolls."""
MOST_COLUMNS_WIDE = 7
"""Columns that half a desk page holds."""
FIGURE = re.compile(r"(?:\D{1,8} )?\d[\d,]*(?:\.\d+)?%?")
PLACE = ("lon", "lat")
"""What a file of a whole list has beside the columns shown: a map of it needs them."""
HIDDEN = ("row_key", "batch_id", "source_row", "area_id", "is_city", "is_nested")


def table(
    frame: pd.DataFrame, *, key: str, columns: list[str] | None = None, labels: dict[str, str] | None = None,
    enums: dict[str, str] | None = None, shares: tuple[str, ...] = (), source: str | None = None, as_of: datetime | None = None,
    filters: str = "", bare: bool = False, pick: Callable[[int], None] | None = None, whole: pd.DataFrame | None = None,
) -> None:
    """Draw a frame's rows under labelled columns.

    `columns` picks and orders them (default: all but technical ones). `enums` names the enumeration of a column where the
    schema does not settle it; `shares` are columns 0-1 shown as per cent (names ending in _share are by default).
    `bare` leaves the provenance line out, where the caller prints it. A tap on a district's name sets the page's district; any
    other cell is handed to `pick`, where given, by its row. `whole`: all the rows, of which `frame` is a page; they are what is taken
    away. Raises: ValueError without provenance.
    """
    provenance_text(frame, source, as_of)
    if frame.empty:
        words = t("empty.filters", filters=filters) if filters else t("empty.unfiltered")
        st.html(Markup('<div class="empty"><p>{}</p></div>').format(on_page(words)))
        return
    shown = frame[columns] if columns else frame[[c for c in frame.columns if c not in HIDDEN]]
    shown.attrs = frame.attrs
    config = {c: _column(shown[c], c, (labels or {}).get(c), shares) for c in shown.columns}
    height = ROW_HEIGHT * (min(len(shown), MOST_ROWS_HIGH) + 1) + 3
    follows = pick is not None or {"area_id", AREA_COLUMN} <= set(frame.columns)
    picks: dict[str, Any] = {"on_select": table_pick(state_key(key), frame, pick), "selection_mode": "single-cell"} if follows else {}
    worded = _worded(shown, enums or {})
    st.dataframe(
        worded, key=state_key(key), hide_index=True, column_config=config, height=height, row_height=ROW_HEIGHT,
        width="stretch", placeholder="", alt=t("word.rows", n=len(shown)), **picks,
    )
    is_long, is_wide = len(shown) > MOST_ROWS_HIGH, len(shown.columns) > MOST_COLUMNS_WIDE
    if is_long or is_wide:
        ways = "both" if is_long and is_wide else "down" if is_long else "across"
        st.html(paragraph("prov scrolls", t(f"word.table_scrolls_{ways}", n=fmt_count(len(shown), lang()))))
        st.html(paper_rows(worded, config))
    if not bare:
        rows, taken = frame if whole is None else whole, list(map(str, shown.columns))
        taken += [] if whole is None else [name for name in PLACE if name in whole and name not in taken]
        foot_line(rows, key=key, source=source, as_of=as_of, enums=enums, labels=labels, columns=taken, filters=filters)


def _worded(frame: pd.DataFrame, enums: dict[str, str]) -> pd.DataFrame:
    words: dict[str, Any] = in_words(frame, lang(), enums)
    for column in frame.columns.difference(list(words), sort=False):
        if column == "source":
            words[column] = [v if is_missing(v) else source_words(str(v), lang()) for v in frame[column]]
        elif column == "notice_no":
            words[column] = [v if is_missing(v) else number_words(str(v), lang()) for v in frame[column]]
        elif frame[column].dtype.kind == "M":
            words[column] = [None if is_missing(v) else _time(v) for v in frame[column]]
        elif _is_truth(frame[column]):
            words[column] = [None if is_missing(v) else t("word.yes" if v else "word.no") for v in frame[column]]
        elif frame[column].dtype == object and len(frame) and isinstance(frame[column].iloc[0], list):
            words[column] = [", ".join(map(str, v)) for v in frame[column]]
    worded = frame.assign(**words)
    worded = worded.assign(**{c: [on_screen(v) if isinstance(v, str) else v for v in worded[c]] for c in worded if is_text(worded[c])})
    worded.attrs = {}  # provenance is for the page; Arrow cannot carry it
    return worded


def _is_truth(values: pd.Series) -> bool:
    known = values.dropna()
    return values.dtype.kind == "b" or bool(values.dtype == object and len(known) > 0 and known.map(lambda v: isinstance(v, bool)).all())


def _time(value: pd.Timestamp) -> str:
    # Whole days stay sortable as text; the page's own form would not.
    return f"{value:%Y-%m-%d}" if value == value.normalize() else f"{value:%Y-%m-%d %H:%M}"


def _column(values: pd.Series, name: str, label: str | None, shares: tuple[str, ...]) -> ColumnConfig:
    label = label or column_label(name, lang())
    if name in shares or name.endswith("_share"):
        return st.column_config.NumberColumn(label, format="percent")
    if values.dtype.kind in "iu":
        return st.column_config.NumberColumn(label, format="localized")
    if values.dtype.kind == "f":
        whole = (values.dropna() % 1 == 0).all()
        return st.column_config.NumberColumn(label, format="localized" if whole else "%.1f")
    return st.column_config.TextColumn(label, alignment="right" if _are_figures(values) else None)


def _are_figures(values: pd.Series) -> bool:
    """Whether a column of words has a figure in each, perhaps with its bound before it: they stand under each other as numbers do."""
    known = values.dropna()
    return len(known) > 0 and all(isinstance(value, str) and FIGURE.fullmatch(value) for value in known)
