"""A boundary drawn on the screen: the map, what is said of the zone, first a check that loads nothing, then the taking in."""

import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import moment
from dashboard.data.served import geodata, workspace
from dashboard.errors import SandtableError
from dashboard.geography.map_files import DISTRICTS
from dashboard.i18n.forms import fmt_number
from dashboard.intake.drawing import lies_in
from dashboard.intake.reading.corners import Corners, corners_of, square_km, text_of
from dashboard.intake.service import Drawn, draw
from dashboard.plain_text import on_page
from dashboard.ui.components.district_map import why_no_map
from dashboard.ui.desk.boundary_form import Asked, boundary_form
from dashboard.ui.desk.boundary_map import boundary_map
from dashboard.ui.desk.receipts import refusal_words
from dashboard.ui.desk.upload import DATUMS, Answer, desk_actor, show_answer
from dashboard.ui.shell.filters import area_names
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.screens import error_boundary
from dashboard.ui.shell.typeset import note

DESK = "drawing-desk"
CORNERS, LIES, ROUND, PUT, ASKED, CHECKED, TAKEN, CHANGED = "corners", "lies", "round", "put", "asked", "checked", "taken", "changed"
"""What the desk remembers between runs: the closed ring, (a ring, its district), how many were taken in, how often the map was given
another, what was asked, what the check said, the answer of the last taking in, whether the check had to be made again."""
LONGEST_TEXT = 30_000


def boundary_panel() -> None:
    """Draw the control that opens the map. Nothing can be drawn while the page shows the past; what is said says why."""
    if moment().is_past:
        note(t("draw.past"), "watch")
        return
    outlines = geodata(DISTRICTS)
    if outlines is None:
        note(why_no_map(), "watch")
        return
    # Fetched before anything is written: the run may be stopped as soon as the store has changed.
    desk = st.session_state.setdefault(DESK, {})
    opened = st.expander(t("draw.open"), key="drawing", on_change="rerun")
    if opened.open:
        with opened, error_boundary():
            _open(desk, outlines)


def _open(desk: dict, outlines: dict) -> None:
    zones = fetch("zones_open")
    left, right = st.columns([3, 2], gap="large")
    with right:
        asked, zone = boundary_form(zones, desk.get(ROUND, 0), _district(desk))
        if asked:
            desk.update({ASKED: asked, CHECKED: None, TAKEN: None})
    with left:
        point = zones.loc[zones["zone_id"] == zone, ["lon", "lat"]].dropna()
        mark = tuple(float(value) for value in point.iloc[0]) if len(point) else None
        corners = desk.get(CORNERS, [])
        boundary_map(outlines, zones, corners, round_=desk.get(PUT, 0), mark=mark, drawn=lambda ring: _remember(desk, ring))
        _lies(corners)
        _typed(desk)
    with right:
        _outcome(desk)


def _remember(desk: dict, corners: Corners) -> None:
    desk.update({CORNERS: corners, CHECKED: None, ASKED: None, TAKEN: None})


def _district(desk: dict) -> str | None:
    """The district that the ring lies in, found once a ring."""
    corners = desk.get(CORNERS, [])
    if not corners:
        return None
    known = desk.get(LIES)
    if known is None or known[0] != corners:
        known = desk[LIES] = (corners, lies_in(workspace(), corners))
    return known[1]


def _lies(corners: Corners) -> None:
    if corners:
        note(t("draw.size", n=len(corners), size=fmt_number(square_km(corners), lang(), 3)))


def _typed(desk: dict) -> None:
    """The second way: a pair of coordinates a line, put on the map."""
    datums = {name: t(f"data.datum_{name}") for name in DATUMS}
    with st.form("drawing-typed", border=False):
        shown = text_of(desk.get(CORNERS, []))
        text = st.text_area(t("draw.typed"), shown, key=f"drawing-text-{hash(shown)}", height=120, max_chars=LONGEST_TEXT)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            datum = st.selectbox(
                t("draw.datum"), list(datums), index=None, placeholder=t("draw.choose"), format_func=datums.get, key="drawing-datum",
            )
            is_put = st.form_submit_button(t("draw.put"), key="drawing-put")
    if not is_put:
        return
    if datum is None:
        note(t("draw.no_datum"), "watch")
        return
    try:
        corners = corners_of(text, datum)
    except SandtableError as refusal:
        note(refusal_words(refusal), "act")
        return
    _remember(desk, corners)
    desk[PUT] = desk.get(PUT, 0) + 1
    st.rerun()


def _outcome(desk: dict) -> None:
    if desk.get(TAKEN):
        show_answer(desk[TAKEN])
    asked: Asked | None = desk.get(ASKED)
    if asked is None:
        return
    corners = desk.get(CORNERS, [])
    if not corners:
        note(t("draw.not_closed"), "act")
        return
    if desk.get(CHECKED) is None:
        desk[CHECKED] = _checked(asked, corners)
    if desk.pop(CHANGED, False):
        note(t("draw.changed"), "watch")
    checked: Drawn = desk[CHECKED]
    show_answer(checked.refusal or checked.receipts)
    if checked.refusal or any(receipt.status != "checked" for receipt in checked.receipts):
        return
    areas, lies = area_names(), _district(desk)
    if asked.declared and lies and asked.declared.area_id != lies:
        note(t("draw.elsewhere", lies=areas.get(lies, lies), said=areas.get(asked.declared.area_id, asked.declared.area_id)), "watch")
    st.html(Markup('<p class="prov">{}</p>').format(on_page(asked.words(areas))))
    if st.button(t("draw.take_in"), type="primary", key="drawing-take"):
        _take_in(desk, asked, corners)


def _take_in(desk: dict, asked: Asked, corners: Corners) -> None:
    """Take in what was checked; where the store has changed what the files would say, it was checked again instead."""
    with st.spinner(t("data.taking")):
        drawn, answer = _drawn(asked, corners, desk[CHECKED])
        if drawn and drawn.is_changed:
            desk.update({CHECKED: drawn, CHANGED: True})
        else:
            # Written at once: the new generation makes the page run again, and the framework may stop this run as soon as it is touched.
            desk.update({TAKEN: answer, ASKED: None, CHECKED: None})
            if drawn:
                desk.update({CORNERS: [], ROUND: desk.get(ROUND, 0) + 1, PUT: desk.get(PUT, 0) + 1})
    st.rerun()


def _checked(asked: Asked, corners: Corners) -> Drawn:
    """What the check says of a boundary."""
    with st.spinner(t("data.checking")):
        drawn, answer = _drawn(asked, corners)
        return drawn or Drawn(refusal=answer)


def _drawn(asked: Asked, corners: Corners, checked: Drawn | None = None) -> tuple[Drawn | None, Answer]:
    """What came of the boundary and what to show of it; null and the refusal where it was not carried out."""
    try:
        drawn = draw(workspace(), corners, asked.zone, actor=desk_actor(asked.operator), checked=checked)
    except SandtableError as refusal:
        return None, refusal
    return drawn, drawn.receipts
