"""Notes where they belong: as marks on the days of a curve, at a chart's foot, in a zone's history, under a district's figures."""

import logging
from collections.abc import Iterable
from datetime import date, datetime, time

import streamlit as st
from markupsafe import Markup

from dashboard.data.page_moment import moment
from dashboard.data.served import workspace
from dashboard.errors import SandtableError
from dashboard.i18n.forms import fmt_day, fmt_moment
from dashboard.kept.notes import Note, standing
from dashboard.plain_text import on_page, on_screen
from dashboard.ui.components.event_marks import MOST_LETTERS, MOST_MARKS
from dashboard.ui.components.exports.parcel import Noted
from dashboard.ui.shell.filters import area_names
from dashboard.ui.shell.language import lang, t

CHARTS = "notes-charts"
"""The charts that this run has drawn, by key with their titles, in the session."""
SHOWN = 3
"""Notes of one place that are shown there; all of them are in the list of notes."""
logger = logging.getLogger("sandtable")


def known_notes() -> list[Note]:
    """The notes that stood at the page's moment, the newest first; none where they cannot be read, which the list of notes says."""
    try:
        return standing(workspace(), moment().at)
    except SandtableError as unreadable:
        logger.warning("no notes: %s", unreadable)
        return []


def notes_on(kind: str, place: str) -> list[Note]:
    """Those of one place."""
    return [note for note in known_notes() if (note.kind, note.place) == (kind, place)]


def with_notes(events: list[tuple[datetime, str]], start: date | None, end: date | None) -> list[tuple[datetime, str]]:
    """The marks of a curve from one day to another with the notes on its days before the others, one mark a day."""
    written: dict[date, list[Note]] = {}
    for note in known_notes():
        if note.kind == "day" and start and end and start <= note.day <= end:
            written.setdefault(note.day, []).append(note)
    days = sorted(written, reverse=True)[:MOST_MARKS]
    by_day = {at.date(): (at, name) for at, name in events}
    marks = []
    for day in days:
        at, name = by_day.pop(day, (datetime.combine(day, time.min), ""))
        marks.append((at, " · ".join(filter(None, (name, _short(written[day]))))))
    return marks + [one for day, one in by_day.items()][: MOST_MARKS - len(marks)]


def note_marks(days: Iterable[object]) -> list[tuple[datetime, str]]:
    """The notes on these days, the moments of a curve's rows, as its marks."""
    known = sorted(day.date() if isinstance(day, datetime) else day for day in days if isinstance(day, date) and day == day)
    return with_notes([], known[0], known[-1]) if known else []


def drawn_chart(key: str, title: str) -> None:
    """Remember that this run drew a chart, so that a note can be written on it."""
    st.session_state.setdefault(CHARTS, {})[key] = title


def notes_html(kind: str, place: str) -> Markup:
    """The newest notes of a place with who and when; nothing where there are none."""
    found = notes_on(kind, place)
    lines = [Markup('<p class="noted">{}</p>').format(on_page(note_words(note))) for note in found[:SHOWN]]
    if len(found) > SHOWN:
        lines.append(Markup('<p class="noted">{}</p>').format(t("notes.more", n=len(found) - SHOWN)))
    return Markup("").join(lines)


def note_words(note: Note) -> str:
    """A note as it is read in its place: what, by whom, when."""
    return t("notes.said", text=on_screen(note.text), who=on_screen(note.written_by), when=fmt_moment(note.when, lang()))


def place_words(note: Note, areas: dict[str, str], charts: dict[str, str]) -> str:
    """Where a note belongs, in the page's language where the page knows the place, else as its writer's page called it."""
    if note.kind == "day":
        return t("notes.of_day", name=fmt_day(note.day, lang()))
    name = {"district": areas, "chart": charts}.get(note.kind, {}).get(note.place, note.name or note.place)
    return t(f"notes.of_{note.kind}", name=name)


def notes_for_file(at: datetime, key: str) -> Noted:
    """What had been noted by the moment of the rows, where somebody ticks that a workbook is to have it; nothing to tick without notes."""
    try:
        found = standing(workspace(), at)
    except SandtableError:
        return ()
    if not found or not st.checkbox(t("notes.in_export", n=len(found)), key=f"noted-{key}"):
        return ()
    areas = area_names()
    return tuple((one.when, one.written_by, place_words(one, areas, {}), one.text) for one in found)


def _short(notes: list[Note]) -> str:
    text, most = on_screen(notes[0].text), MOST_LETTERS[lang()]
    more = f" +{len(notes) - 1}" if len(notes) > 1 else ""
    return t("notes.mark", text=text if len(text) <= most else text[: most - 1] + "…") + more
