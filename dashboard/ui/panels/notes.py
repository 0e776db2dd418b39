"""Writing a note, and the list of what was written: one control at the end of every page."""

import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import moment
from dashboard.data.served import workspace
from dashboard.errors import RefusedInput, SandtableError
from dashboard.i18n.forms import fmt_moment
from dashboard.i18n.messages import Words, both
from dashboard.intake.actors import Actor
from dashboard.intake.keeping import withdraw_note, write_note
from dashboard.kept.notes import KINDS, LONGEST_SIGNATURE, LONGEST_TEXT, Note, notes, unread
from dashboard.moments import parse_day
from dashboard.plain_text import NAME_EMS, on_page, on_screen, shortened
from dashboard.ui.components.notes import CHARTS, known_notes, place_words
from dashboard.ui.shell.address import asked, labelling
from dashboard.ui.shell.filters import DISTRICT, area_names
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note as remark
from dashboard.ui.shell.typeset import paragraph

WAYS, TEXT, SIGNED, SIGNATURE, SAID, SOUGHT = "notes-ways", "notes-text", "notes-signed", "notes-signature", "notes-said", "notes-sought"
"""Keys of the session; SIGNATURE holds who wrote last, which a widget's own key forgets with its page."""
ZONE = "zone"
"""The address's parameter."""
SHOWN = 12
WITHOUT = ("data", "explore", "behind")
"""Pages that show nothing a note could be on."""
Places = dict[str, str]


def begin_notes() -> None:
    """Forget which charts the last run drew."""
    st.session_state[CHARTS] = {}


def notes_control(page: str) -> None:
    """Draw the control at the end of a page, which knows its charts by then."""
    if page in WITHOUT:
        return
    standing = known_notes()
    with st.container(key="notes-place", horizontal=True, vertical_alignment="center"):
        ways = st.popover(t("notes.ways"), icon=":material/edit_note:", key=WAYS, on_change="rerun", width=130)
        st.html(paragraph("prov", t("notes.standing", n=len(standing)) if standing else t("notes.lead")))
    if not ways.open:
        _say()
    if ways.open:
        with ways, st.container(key="notes-form"):
            _say()
            areas = area_names()
            _form(areas)
            _list(areas)


def _form(areas: dict[str, str]) -> None:
    if moment().is_past:
        remark(t("notes.past"))
        return
    offered = {kind: places for kind in KINDS if (places := _places(kind, areas)) or kind == "day"}
    names = {kind: t(f"notes.kind_{kind}") for kind in offered}
    usual = "zone" if asked(ZONE) and "zone" in offered else "district" if asked(DISTRICT) in areas else "day"
    kind = st.segmented_control(t("notes.on"), list(names), format_func=labelling(names), default=usual, required=True, key="notes-kind")
    # A form sends all its fields with its button, also what is still being typed.
    with st.form("notes-fields", border=False):
        _place(kind, offered[kind])
        st.text_area(t("notes.text"), key=TEXT, max_chars=LONGEST_TEXT, height=96, placeholder=t("notes.placeholder"))
        st.text_input(t("notes.signature"), _signature(), key=SIGNED, max_chars=LONGEST_SIGNATURE)
        st.html(paragraph("prov", t("notes.privacy")))
        st.form_submit_button(t("notes.write"), key="notes-write", on_click=_write, args=(kind, offered[kind]), type="primary")


def _places(kind: str, areas: dict[str, str]) -> Places:
    """Places of a kind that a note can be on from this page, with their names."""
    if kind == "district":
        return areas
    if kind == "chart":
        return st.session_state.get(CHARTS, {})
    return _zones() if kind == "zone" else {}


def _zones() -> Places:
    """The zones in force, and the one whose history is open, by number with their wording."""
    try:
        frame = fetch("zones_open")
    except SandtableError:
        return {}
    found = {str(row["zone_id"]): f"{row['zone_id']} {row['extent_text'] or ''}".strip() for row in frame.to_dict("records")}
    named = asked(ZONE)
    return ({named: found.get(named, named)} if named else {}) | found


def _place(kind: str, places: Places) -> None:
    """The field that says what the note is on; `_write` reads what it holds when the button is pressed."""
    label, key = t(f"notes.kind_{kind}"), f"notes-{kind}"
    if kind == "day":
        # A text: a form takes each letter of it as it is typed, while the calendar's field gives its day only after the button was pressed.
        st.text_input(t("notes.day"), moment().at.date().isoformat(), key=key, max_chars=len("2022-11-29") + 2)
        return
    ids = list(places)
    first = ids.index(asked(DISTRICT)) if kind == "district" and asked(DISTRICT) in places else 0
    st.selectbox(label, ids, first, format_func=labelling(places), key=key, label_visibility="collapsed")


def _write(kind: str, places: Places) -> None:
    """Write the note; for a callback, which runs before the page.

    Its place is read from the field now: what the run before gave the button may be older than what the person sees.
    """
    st.session_state[SIGNATURE] = by = st.session_state.get(SIGNED, "")
    if st.session_state.get("notes-kind") != kind:
        st.session_state[SAID] = (both("notes.other_kind"), "watch")
        return
    picked = st.session_state.get(f"notes-{kind}") or ""
    try:
        place = _day(picked) if kind == "day" else picked
        name = places.get(place, place)
        write_note(workspace(), st.session_state.get(TEXT, ""), kind, place, name, actor=_actor(by))
    except SandtableError as refusal:
        st.session_state[SAID] = (refusal.whole(), "act")
        return
    st.session_state[TEXT] = ""
    st.session_state[SAID] = (both("notes.written", place=on_screen(name)), "ok")


def _day(typed: str) -> str:
    """A typed day. Raises: RefusedInput for a text that is none, and for a day to come."""
    try:
        day = parse_day(typed.strip())
    except ValueError as odd:
        raise RefusedInput("notes.no_day", value=on_screen(typed)) from odd
    if day > workspace().now().date():
        raise RefusedInput("notes.later_day", value=day.isoformat())
    return day.isoformat()


def _withdraw(written: Note) -> None:
    st.session_state[SIGNATURE] = by = st.session_state.get(SIGNED, "")
    try:
        withdraw_note(workspace(), written.id, actor=_actor(by))
        st.session_state[SAID] = (both("notes.withdrawn_now"), "ok")
    except SandtableError as refusal:
        st.session_state[SAID] = (refusal.whole(), "act")


def _list(areas: dict[str, str]) -> None:
    """What was written by the page's moment, the newest first; what was withdrawn stays with who did so and when."""
    at = moment().at
    try:
        found, lost = [one for one in notes(workspace()) if one.is_known(at)], unread(workspace())
    except SandtableError as unreadable:
        remark(unreadable.whole().say(lang()), "watch")
        return
    if lost:
        remark(t("notes.unread", n=lost), "watch")
    if not found:
        st.html(paragraph("prov", t("notes.none")))
        return
    charts: Places = st.session_state.get(CHARTS, {})
    words = {one.id: place_words(one, areas, charts) for one in found}
    sought = st.text_input(t("notes.seek"), key=SOUGHT).lower().split() if len(found) > SHOWN else []
    found = [one for one in found if all(word in f"{words[one.id]} {one.text} {one.written_by}".lower() for word in sought)]
    for one in found[:SHOWN]:
        _entry(one, words[one.id])
    if len(found) > SHOWN:
        st.html(paragraph("prov", t("notes.more", n=len(found) - SHOWN)))


def _entry(one: Note, place: str) -> None:
    at = moment()
    stands = one.stands(at.at)
    signed = t("notes.signed", who=on_screen(one.written_by), when=fmt_moment(one.when, lang(), year=True))
    if not stands:
        gone = t("notes.signed", who=on_screen(one.withdrawn_by or ""), when=fmt_moment(one.withdrawn, lang(), year=True))
        signed = t("notes.gone", signed=signed, gone=gone)
    body = Markup('<div class="note-entry{}"><p><b>{}</b></p><p>{}</p><p class="prov">{}</p></div>').format(
        "" if stands else " gone", on_page(shortened(place, 2 * NAME_EMS)), on_page(one.text, LONGEST_TEXT), on_page(signed),
    )
    with st.container(key=f"note-{one.id}", gap=None):
        st.html(body)
        if stands and not at.is_past:
            st.button(t("notes.withdraw"), key=f"note-withdraw-{one.id}", on_click=_withdraw, args=(one,), type="tertiary")


def _signature() -> str:
    held: str = st.session_state.get(SIGNATURE, "")
    return held


def _actor(name: str) -> Actor:
    return Actor(name, surface="page")


def _say() -> None:
    """Say what came of the last writing, once."""
    said: tuple[Words, str] | None = st.session_state.pop(SAID, None)  # in both languages: a callback runs before the page knows its own
    if said:
        remark(said[0].say(lang()), said[1])
