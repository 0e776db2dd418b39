"""Taking an answer away: as CSV, XLSX, Parquet or GeoJSON, with its moment, statement and the meaning of its columns."""

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.data.answer_cache import cached
from dashboard.data.explore import Answer, about, answer
from dashboard.data.served import generation, geodata
from dashboard.geography.map_files import BORDERS
from dashboard.i18n.forms import fmt_count, is_missing
from dashboard.sentences.provenance import provenance_words
from dashboard.ui.components.exports.csv_file import csv_file
from dashboard.ui.components.exports.geojson_file import geojson_file
from dashboard.ui.components.exports.parcel import KINDS, Described, Parcel, file_name
from dashboard.ui.components.exports.parquet_file import parquet_file
from dashboard.ui.components.exports.xlsx_file import xlsx_file
from dashboard.ui.components.notes import notes_for_file
from dashboard.ui.explore.columns import Held, of_kind
from dashboard.ui.explore.places import place_column
from dashboard.ui.shell.address import labelling
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note, paragraph

MOST_ROWS = 200_000
"""Of an answer in a file from the page; beyond it the command line writes without holding all of it."""
ROWS = ("csv", "xlsx", "parquet", "geojson")


def take_away(given: Answer, columns: dict[str, Held]) -> None:
    """The button with the forms in which the answer can be taken away. Nothing is written before somebody asks for it."""
    ways = st.popover(t("export.title"), type="tertiary", icon=":material/download:", key="explore-export", on_change="rerun")
    if not ways.open:
        return
    with ways:
        kinds = [kind for kind in ROWS if kind != "geojson" or _has_place(given, columns)]
        labels = {kind: t(f"export.{kind}") for kind in kinds}
        kind = st.segmented_control(
            t("export.kind"), kinds, default="csv", required=True, key="explore-kind", format_func=labelling(labels),
        )
        whole = whole_of(given)
        noted = notes_for_file(given.question.as_of, "explore") if kind == "xlsx" else ()
        parcel = replace(parcel_of(whole, columns, lang()), notes=noted)
        file = cached(("explore", whole.question, generation(), kind, lang(), noted), lambda: written(whole, parcel, columns, kind))
        words = t("export.take", kind=t(f"export.{kind}"), size=f"{max(1, len(file) // 1000):,}")
        st.download_button(words, file, file_name(parcel, kind), KINDS[kind], key=f"explore-take-{kind}", on_click="ignore", type="primary")
        if "geojson" not in kinds:
            st.html(paragraph("prov", t("export.no_place")))


def parcel_of(given: Answer, columns: dict[str, Held], lang: str) -> Parcel:
    """The answer as it is taken away."""
    described = {name: Described(name, held.label, held.unit, held.about, held.enum) for name, held in columns.items()}
    question, source = given.question, None if given.frame.attrs["tables"] else t("explore.from_nothing")
    facts = [(t("export.sql"), question.sql)]
    if question.district:
        facts.append(("$district", question.district))
    if question.since:
        facts.append(("$since", f"{question.since:%Y-%m-%d %H:%M}"))
    if given.result.is_cut:
        total = t("word.unknown") if is_missing(given.total) else fmt_count(given.total, lang)
        facts.append((t("export.cut"), t("export.cut_words", shown=fmt_count(len(given.frame), lang), n=total)))
    source_words = provenance_words(given.frame, source, None, lang)
    name = f"explore-first-{len(given.frame)}" if given.result.is_cut else "explore"
    return Parcel(given.frame, name, question.as_of, lang, source_words, described, tuple(facts))


def written(given: Answer, parcel: Parcel, columns: dict[str, Held], kind: str) -> bytes:
    """The answer as a file of this kind."""
    if kind == "parquet":
        return parquet_file(parcel, given.result.table)
    if kind == "geojson":
        return geojson_file(parcel, **places(given, columns))
    return xlsx_file(parcel) if kind == "xlsx" else csv_file(parcel)


def places(given: Answer, columns: dict[str, Held]) -> dict[str, Any]:
    """Where the rows of an answer are: columns of degrees, or of area_ids with the outlines of the districts."""
    degrees = {kind: next(iter(of_kind(columns, kind)), "") for kind in ("lon", "lat")}
    if all(degrees.values()):
        return degrees
    borders = geodata(BORDERS) or {"features": []}
    outlines = {feature["properties"].get("area_id"): feature["geometry"] for feature in borders["features"]}
    return {"area": place_column(given.frame, columns), "outlines": outlines}


def _has_place(given: Answer, columns: dict[str, Held]) -> bool:
    return bool({"lon", "lat"} <= {held.kind for held in columns.values()} or of_kind(columns, "area"))


def whole_of(given: Answer) -> Answer:
    """The whole answer where a file from the page can hold it; else what is at hand, with the size and the way to all of it."""
    if not given.result.is_cut:
        return given
    if given.total is None or given.total > MOST_ROWS:
        bytes_a_row = given.result.table.nbytes / max(1, len(given.frame))
        size = None if given.total is None else bytes_a_row * given.total / 1e6
        large = "export.too_large_unknown" if size is None else "export.too_large"
        note(t(large, n=fmt_count(given.total, lang()), mb="" if size is None else f"{size:,.{0 if size >= 10 else 1}f}"), "watch")
        st.html(paragraph("prov", t("export.command", n=fmt_count(len(given.frame), lang()))))
        return given
    return answer(about(given.question.sql, given.question, rows=MOST_ROWS))
