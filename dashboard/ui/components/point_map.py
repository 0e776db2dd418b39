"""The point map: places as points in the colours of their state, over the districts' outlines, with no tiles and no network."""

from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import unquote

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.figure_cache import drawn
from dashboard.data.ground import packs_digest
from dashboard.data.served import geodata, map_fault
from dashboard.figures.map_view import Sight, core_bounds, outside, seen
from dashboard.figures.zone_shapes import Shapes
from dashboard.geography.map_files import BORDERS, DISTRICTS
from dashboard.plain_text import NAME_EMS, on_page
from dashboard.sentences.provenance import drawn_from
from dashboard.tokens import ink_of, level_mark
from dashboard.ui.components.chart import chart_title, empty_state, foot, undrawn
from dashboard.ui.components.chosen_points import CHOSEN, choose_point, chosen_points, chosen_table, is_choosing
from dashboard.ui.components.ground import ground_line
from dashboard.ui.components.live import for_page, still_first
from dashboard.ui.components.map_ways import always_live, map_ways
from dashboard.ui.components.map_zoom import look_into, sight_of, zoom_buttons
from dashboard.ui.components.pictures import point_picture
from dashboard.ui.components.point_deck import CompactDeck, Shown, compact_deck
from dashboard.ui.components.point_states import state_colour, state_label, state_rank
from dashboard.ui.components.point_still import NEAR, Still, addressed, point_still
from dashboard.ui.components.provenance import provenance_text
from dashboard.ui.shell.address import remember
from dashboard.ui.shell.districts import outlines_now
from dashboard.ui.shell.language import ground, lang, look, t
from dashboard.ui.shell.typeset import note

HEIGHT_PX = 480
MOST_POINTS = 20_000
"""The last rows are drawn, since they lie on top; how many are not is said under the map."""


def point_map(
    frame: pd.DataFrame, *, key: str, title: str, state: str = "state", enum: str = "", name: str = "name", sentence: str = "",
    height: int = HEIGHT_PX, source: str | None = None, as_of: datetime | None = None, filters: str = "", tips: tuple[str, ...] = (),
    shape: str = "", opens: tuple[str, str] | None = None, parts: bool = False, since: str = "",
    since_of: tuple[str, str] | None = None,
) -> None:
    """Draw one point a row, coloured by `state`: a still map first, the live one when it is touched. Rows without coordinates are
    counted below.

    `shape` names the column of boundaries (GeoJSON text in WGS-84, null = none), which lie under the points.
    `enum` names the enumeration of the states, or, with a trailing dot, the section of the messages that holds their labels.
    `opens`: a column and the parameter of the address that a tap on a point gives its value to, so that the page shows its card.
    `parts`: points that would lie on one another are a column of marks with numbers, and part as the map comes nearer.
    `since`: the column of the moment since when the state holds, which a point's words name (null = not known); `since_of`: column and
    enumeration of another state of the point, where it is that which holds since then.

    Rows: lon, lat (WGS-84, null = not on the map), `name`, `state`, and the `tips` columns shown when a point is hovered.
    Raises: ValueError without provenance.
    """
    provenance_text(frame, source, as_of)
    known = frame[frame["lon"].notna() & frame["lat"].notna()] if len(frame) else frame
    placed = known.tail(MOST_POINTS)
    if frame.empty:
        return empty_state(filters, title, drawn_from(frame, lang()))
    if placed.empty:
        return _unplaced(frame, key, title, source=source, as_of=as_of, filters=filters)
    shown = Shown(state, enum, name, tips, shape, opens[0] if opens else "", parts, since, since_of, chosen_points(key))
    places = outlines_now()
    with st.container(key=f"chart-{key}", gap=None):
        st.html(chart_title(title))
        still = _drawn(placed[shown.columns], shown, places, key=key, title=title, height=height, opens=_does(key, opens))
        missing = _missing(frame, known, placed, still.shapes, places)
        key_of_marks = legend(placed, state, enum, *missing, unseen=_unseen(placed, still.view, key))
        _under(key, key_of_marks, has_core=_has_core(placed, places), can_choose=bool(opens))
        if opens:
            chosen_table(placed, key, id=opens[0], name=name, state=state, enum=enum, tips=tips)
        picture = point_picture(placed, state, enum, shape, places, place_notes(*missing))
        foot(frame, key=key, sentence=sentence, source=source, as_of=as_of, title=title, filters=filters, shape=shape, picture=picture)


def _unplaced(frame: pd.DataFrame, key: str, title: str, **around: Any) -> None:
    """Says that no row has coordinates, and gives the rows. `around`: what `foot` takes."""
    with st.container(key=f"chart-{key}", gap=None):
        undrawn(title, t("absent.unplaced", n=f"{len(frame):,}"))
        foot(frame, key=key, title=title, **around)


def _does(key: str, opens: tuple[str, str] | None) -> str:
    """The parameter of the address that a tap on a point gives its value to; "" = a tap opens nothing."""
    return "" if opens is None else CHOSEN if is_choosing(key) else opens[1]


def _under(key: str, said: Markup, has_core: bool, can_choose: bool) -> None:
    """Under the map: what its marks mean, how it is moved, and why it may have no borders."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"under-{key}"):
        st.html(said + ground_line() + map_ways(key, can_choose), width="stretch")
        zoom_buttons(key, has_core=has_core)
    if fault := map_fault(BORDERS) or map_fault(DISTRICTS):
        note(t("map.without_borders", why=fault.say(lang())), "watch")


def _drawn(placed: pd.DataFrame, shown: Shown, places: dict | None, *, key: str, title: str, height: int, opens: str) -> Still:
    """The still map, over which the live one comes when it is touched."""
    options: dict[str, Any] = {"shown": shown, "sight": sight_of(key), "outlines": geodata(BORDERS), "places": places, **look()}
    still: Still = drawn(point_still, placed, key=key, title=title, height=height, opens=opens, packs=packs_digest(), **options)
    live = partial(_canvas, placed, options, key, height, title, opens)
    still_first(key, addressed(still.body, key), live, at_once=always_live())
    return still


def _canvas(placed: pd.DataFrame, options: dict[str, Any], key: str, height: int, title: str, opens: str) -> None:
    """The live map. map_style must not be given: None would fetch a style from another host (measured)."""
    deck: CompactDeck = drawn(compact_deck, placed, **options)
    taps: dict[str, Any] = {"on_select": for_page(key, partial(_tapped, key, opens)), "selection_mode": "single-object"} if opens else {}
    st.pydeck_chart(deck.turned(_taps(key)), height=height, key=key, width="stretch", alt=title, **taps)


def _tapped(key: str, parameter: str) -> None:
    """What a tap does: a point is named in the address, a crowd is looked into, of several on one spot the address names the spot."""
    st.session_state[_taps_state(key)] = _taps(key) + 1
    tapped = [one for found in st.session_state[key].selection.objects.values() for one in found]
    if not tapped:
        return
    one = tapped[0]
    lon, lat = (float(degrees) for degrees in one["p"])
    if "k" in one and parameter == CHOSEN:
        choose_point(key, unquote(str(one["k"])))
    elif "k" in one:
        remember(parameter, unquote(str(one["k"])))
    elif one.get("is_crowd"):
        look_into(key, (lon, lat))
    else:
        remember(NEAR, f"{lon},{lat}")


def _taps(key: str) -> int:
    found: int = st.session_state.get(_taps_state(key), 0)
    return found


def _taps_state(key: str) -> str:
    return f"taps-{key}"


def _has_core(placed: pd.DataFrame, places: dict | None) -> bool:
    """Whether the city has a core, with points in it and others beyond it."""
    core = core_bounds(places)
    return core is not None and outside(placed, core).nunique() == 2


def _unseen(placed: pd.DataFrame, view: dict, key: str) -> int:
    """Points beyond the canvas at its narrowest, where the reader has come nearer."""
    return 0 if sight_of(key) == Sight() or sight_of(key).steps < 0 else int((~seen(placed, view)).sum())


def _missing(
    frame: pd.DataFrame, known: pd.DataFrame, placed: pd.DataFrame, shapes: Shapes | None, places: dict | None,
) -> tuple[int, int, Shapes | None, int]:
    """What `place_notes` takes."""
    beyond = int(outside(placed, places["bounds"] if places else None).sum())
    return len(frame) - len(known), len(known) - len(placed), shapes, beyond


def legend(
    placed: pd.DataFrame, state: str, enum: str, unplaced: int, left_out: int, shapes: Shapes | None = None, beyond: int = 0,
    unseen: int = 0,
) -> Markup:
    """What the marks mean, how many there are of each, how many are not on the map and why, and how exact the boundaries are."""
    counts = placed[state].value_counts(dropna=False)
    item = Markup('<span><i style="color:{}">{}</i> {} {:,}</span>')
    counted = sorted(zip(counts.index.to_list(), counts, strict=True), key=lambda one: state_rank(one[0]))
    inks = {value: ink_of(state_colour(value, ground()), ground()) for value in counts.index}
    names = ((inks[value], level_mark(value), on_page(state_label(value, enum), NAME_EMS), n) for value, n in counted)
    items = Markup().join(item.format(*named) for named in names)
    notes = [*place_notes(unplaced, left_out, shapes, beyond), *([t("map.unseen", n=f"{unseen:,}")] if unseen else [])]
    said = Markup().join(Markup('<span class="prov">{}</span>').format(words) for words in notes)
    return Markup('<div class="point-legend">{}{}</div>').format(items, said)


def place_notes(unplaced: int, left_out: int, shapes: Shapes | None = None, beyond: int = 0) -> tuple[str, ...]:
    """How many rows are not on the map and why, and how exact the boundaries are."""
    missing = (("map.no_points", unplaced), ("map.more_points", left_out), ("map.points_outside", beyond))
    said = [t(key, n=f"{n:,}") for key, n in missing if n]
    if shapes and shapes.drawn:
        exactness = "shapes_boxes" if shapes.is_boxes else "shapes_coarse" if shapes.coarse_m else "shapes"
        said.append(t(f"map.{exactness}", n=f"{shapes.drawn:,}", m=shapes.coarse_m))
    return tuple(said)
