"""Taking away what stands on a page: one quiet button at the foot of every table, chart and map, and under it a file of each form.

A file is made when somebody asks for it, and not before: a closed button costs a page two hundred bytes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.data.page_moment import moment
from dashboard.data.served import geodata
from dashboard.figures.svg.leaf import Captions
from dashboard.geography.map_files import BORDERS
from dashboard.i18n.forms import fmt_count, fmt_moment
from dashboard.ui.components.exports.csv_file import csv_file
from dashboard.ui.components.exports.geojson_file import geojson_file
from dashboard.ui.components.exports.of_frame import Given, parcel_of
from dashboard.ui.components.exports.parcel import KINDS, file_name
from dashboard.ui.components.exports.parquet_file import parquet_file
from dashboard.ui.components.exports.xlsx_file import xlsx_file
from dashboard.ui.components.followed import followed_filters
from dashboard.ui.components.notes import notes_for_file
from dashboard.ui.components.pictures import Picture, captions_of
from dashboard.ui.components.png_button import png_button
from dashboard.ui.components.provenance import dated_text, provenance_line, provenance_text
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note, paragraph

MOST_CELLS, MOST_CELLS_XLSX = 800_000, 300_000
"""Rows times columns that a page hands out: 60 to 90 MB of the server while it is made (measured)."""
CELL_BYTES = 12
"""About what a cell takes in a CSV."""


def take_away(
    frame: pd.DataFrame, *, key: str, title: str = "", source: str | None = None, as_of: datetime | None = None,
    enums: Mapping[str, str] | None = None, labels: Mapping[str, str] | None = None, columns: Sequence[str] = (), filters: str = "",
    sentence: str = "", shape: str = "", picture: Picture | None = None,
) -> None:
    """The button. The rows of `frame` are taken away with what the page says of them; nothing where there are none.

    `columns`: those that the screen shows, where it does not show all. `shape`: the column of boundaries as GeoJSON text; `picture`: what
    draws it. Raises: ValueError for rows without provenance.
    """
    provenance_text(frame, source, as_of)
    if frame.empty:
        return
    ways = st.popover(t("export.title"), type="tertiary", icon=":material/download:", key=f"take-{key}", on_change="rerun")
    if not ways.open:
        return
    filters = followed_filters(frame, filters)
    query = str(frame.attrs.get("query", ""))
    told = (("export.what", title), ("export.filters", filters), ("export.says", sentence), ("export.query", query))
    facts = tuple((t(label), words) for label, words in told if words)
    at = frame.attrs.get("as_of") or as_of or moment().at
    given = Given(frame, key, dated_text(frame, source, as_of), at, lang(), tuple(columns), labels or {}, enums or {}, facts)
    with ways:
        st.html(paragraph("prov", t("export.holds", n=fmt_count(len(frame), lang()), moment=fmt_moment(given.as_of, lang(), year=True))))
        given = replace(given, notes=notes_for_file(given.as_of, key))
        with st.container(horizontal=True, key=f"files-{key}", gap="small"):
            for kind, make in files_of(given, shape).items():
                _button(given, key, kind, make)
            svg = _drawn(picture, captions_of(frame, title, sentence, filters, source, as_of)) if picture is not None else ""
            if svg:
                _button(given, key, "svg", svg.encode)
                png_button(svg, given, key=f"take-{key}-png")
        _limits(given)
        if picture is not None and not svg:
            st.html(paragraph("prov", t("export.no_picture")))


def foot_line(frame: pd.DataFrame, *, key: str, source: str | None = None, as_of: datetime | None = None, **more: Any) -> None:
    """What stands under a table: where it comes from, and the button. `more`: as of `take_away`."""
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"foot-{key}"):
        st.html(provenance_line(frame, source, as_of), width="stretch")
        take_away(frame, key=key, source=source, as_of=as_of, **more)


def files_of(given: Given, shape: str = "") -> dict[str, Callable[[], bytes]]:
    """By kind, what makes the file. A kind that the rows cannot be, or that would be too large, is left out."""
    forms: dict[str, Callable[..., bytes]] = {"csv": csv_file, "xlsx": xlsx_file, "parquet": parquet_file}
    if has_places(given.frame, shape):
        forms["geojson"] = partial(_placed, shape=shape)
    most = {"xlsx": MOST_CELLS_XLSX}
    return {kind: partial(_made, form, given) for kind, form in forms.items() if given.cells <= most.get(kind, MOST_CELLS)}


def has_places(frame: pd.DataFrame, shape: str = "") -> bool:
    """Whether the rows are places: points, boundaries, or districts of which each has one row."""
    if {"lon", "lat"} <= set(frame.columns) or shape:
        return True
    return "area_id" in frame.columns and bool(frame["area_id"].is_unique) and len(frame) > 1


def _drawn(picture: Picture, captions: Captions) -> str:
    """The SVG; "" for a figure that has more than a picture can hold: a false one is worse than none."""
    try:
        return picture(captions)
    except ValueError:
        return ""


def _made(form: Callable[..., bytes], given: Given) -> bytes:
    return form(parcel_of(given))


def _placed(parcel: Any, shape: str) -> bytes:
    if {"lon", "lat"} <= set(parcel.rows.columns):
        return geojson_file(parcel, lon="lon", lat="lat", shape=shape)
    borders = geodata(BORDERS) or {"features": []}
    outlines = {feature["properties"].get("area_id"): feature["geometry"] for feature in borders["features"]}
    return geojson_file(parcel, area="area_id", outlines=outlines, shape=shape)


def _button(given: Given, key: str, kind: str, make: Callable[[], bytes]) -> None:
    name = file_name(given, kind)
    st.download_button(t(f"export.{kind}"), make, name, KINDS[kind], key=f"take-{key}-{kind}", on_click="ignore")


def _limits(given: Given) -> None:
    """Says what is too large for a page, how large it is, and the way to it."""
    if given.cells > MOST_CELLS_XLSX:
        key = "export.page_too_large" if given.cells > MOST_CELLS else "export.xlsx_too_large"
        note(t(key, n=fmt_count(len(given.frame), lang()), mb=f"{given.cells * CELL_BYTES / 1e6:,.0f}"), "watch")
        query = given.frame.attrs.get("query")
        st.html(paragraph("prov", t("export.page_command", query=query) if query else t("export.narrow")))
