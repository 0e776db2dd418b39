"""The pictures that people take away: of charts, of maps of districts and of maps of points, each as one SVG that says what it is."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.data.served import geodata
from dashboard.figures.figure import Figure
from dashboard.figures.legend import Entry
from dashboard.figures.map_view import outside
from dashboard.figures.svg.leaf import INNER, Captions, chart_leaf, leaf
from dashboard.figures.svg.placed import MANY, State, placed
from dashboard.figures.svg.tracks import Picture as TrackPicture
from dashboard.figures.svg.tracks_leaf import tracks_leaf
from dashboard.figures.svg.wall_map import wall_map
from dashboard.figures.zone_shapes import zone_shapes
from dashboard.geography.map_files import BORDERS
from dashboard.geography.projection import unproject
from dashboard.i18n.forms import is_missing
from dashboard.sentences.provenance import stale_sentence
from dashboard.tokens import ink_of, level_mark
from dashboard.ui.components.point_states import state_colour, state_label
from dashboard.ui.components.provenance import dated_text, synthetic_mark
from dashboard.ui.shell.language import ground, lang, look, t
from dashboard.ui.shell.staleness import overdue

Picture = Callable[[Captions], str]
"""What makes the SVG of a chart or map from what stands around it; it is called when somebody asks."""
MAP_SCALE = 0.6
"""Of the wall's map, whose letters are made for six metres."""
MAP_HIGH, POINTS_HIGH = 620, 600
SHAPE_BYTES = 400_000


def captions_of(
    frame: pd.DataFrame, title: str, sentence: str, filters: str, source: str | None = None, as_of: datetime | None = None,
) -> Captions:
    """What stands around a picture of these rows: as under it on the page."""
    late = stale_sentence(overdue(frame), lang())
    sources = (t("word.source") + dated_text(frame, source, as_of), *([late] if late else []))
    return Captions(title, sentence, sources, t("word.synthetic") if synthetic_mark(frame) else "", filters)


def chart_picture(figure: Figure) -> Picture:
    """Of a figure of the chart library."""
    return lambda captions: chart_leaf(figure, captions, **look())


def tracks_picture(picture: TrackPicture) -> Picture:
    """Of rows of tracks."""
    return lambda captions: tracks_leaf(picture, captions, ground())


def district_picture(drawn: dict[str, Any]) -> Picture:
    """Of a map of districts. `drawn`: what its component is sent (`map_data`)."""

    def make(captions: Captions) -> str:
        words = {"unit": drawn["legend_title"], "unnamed": drawn["words"]["unnamed"], "comma": drawn["words"]["comma"]}
        size: dict[str, Any] = {"width": INNER / MAP_SCALE, "height": MAP_HIGH / MAP_SCALE, "ground": ground(), "label": captions.title}
        body = wall_map(drawn["districts"], drawn["viewbox"], drawn["dense"], drawn["legend"], **words, **size)
        told = Captions(captions.title, captions.sentence, (*captions.sources, drawn["notes"]), captions.made_up, captions.filters)
        return leaf(told, Markup('<g transform="scale({})">{}</g>').format(MAP_SCALE, body), MAP_HIGH, ground())

    return make


def point_picture(rows: pd.DataFrame, state: str, enum: str, shape: str, places: dict[str, Any] | None, notes: tuple[str, ...]) -> Picture:
    """Of a map of points. Rows: those that are on the map; `places`: `districts.json` as it is now; `notes`: what is not on it."""

    def make(captions: Captions) -> str:
        shown = rows[~outside(rows, places["bounds"] if places else None)]
        shown = shown if len(shown) else rows
        states = [_state(shown, state, value, shape) for value in shown[state].drop_duplicates()]
        entries = [Entry(_counted(rows, state, value, enum), level_mark(value), *_looks(value)) for value in rows[state].drop_duplicates()]
        body = placed(states, geodata(BORDERS), _names(places), width=INNER, height=POINTS_HIGH, ground=ground())
        gathered = (t("export.gathered"),) if len(shown) > MANY else ()
        told = Captions(captions.title, captions.sentence, (*captions.sources, *notes, *gathered), captions.made_up, captions.filters)
        return leaf(told, body, POINTS_HIGH, ground(), entries)

    return make


def _state(rows: pd.DataFrame, column: str, value: Any, shape: str) -> State:
    these = rows[rows[column].isna() if is_missing(value) else rows[column] == value]
    points = list(zip(these["lon"].astype(float), these["lat"].astype(float), strict=True))
    shapes = zone_shapes(these[shape], these[column], SHAPE_BYTES) if shape else None
    boundaries = [rings for polygons in shapes.by_state.values() for rings in polygons] if shapes else []
    colour, edge = _looks(value)
    return State(level_mark(value), colour, edge, points, boundaries)


def _looks(value: Any) -> tuple[str, str]:
    colour = state_colour(value, ground())
    return colour, ink_of(colour, ground())


def _counted(rows: pd.DataFrame, column: str, value: Any, enum: str) -> str:
    n = int((rows[column].isna() if is_missing(value) else rows[column] == value).sum())
    return f"{state_label(value, enum)} {n:,}"


def _names(places: dict[str, Any] | None) -> list[tuple[str, float, float]]:
    """Districts with the degrees of their names' places, the largest first."""
    named = []
    for district in sorted(places["districts"] if places else [], key=lambda one: -one["area_share"]):
        lon, lat = (float(degrees) for degrees in unproject(*district["label"], places["projection"]))
        named.append((district["name"] if lang() == "zh" else district["name_en"] or district["name"], lon, lat))
    return named
