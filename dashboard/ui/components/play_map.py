"""The map that plays over days: cells over the districts' outlines; a picture first, then all days, a slider, a button to play and keys."""

import pandas as pd
import streamlit as st

from dashboard.data.served import map_fault
from dashboard.figures.day_cells import day_cells
from dashboard.figures.map_view import outside
from dashboard.geography.map_files import DISTRICTS
from dashboard.i18n.forms import fmt_count, fmt_day
from dashboard.ui.components.chart import chart_title, foot
from dashboard.ui.components.district_map import attribution
from dashboard.ui.components.live import for_page, still_first
from dashboard.ui.components.outlines import outlines_apart, with_outlines
from dashboard.ui.components.pictures import point_picture
from dashboard.ui.components.play_still import bare, named_districts, play_still
from dashboard.ui.components.point_states import state_colour, state_label
from dashboard.ui.components.provenance import provenance_text
from dashboard.ui.shell.address import remember
from dashboard.ui.shell.assets import asset
from dashboard.ui.shell.districts import outlines_now
from dashboard.ui.shell.language import ground, lang, t
from dashboard.ui.shell.typeset import note

HEIGHT_PX = 560
WORDS = ("play", "pause", "slider", "said", "tip")

_component = st.components.v2.component(
    "sandtable_play_map", html=asset(__file__, "play_map.html"), css=asset(__file__, "play_map.css"),
    js=with_outlines(__file__, "play_map.js"),
)


def play_map(
    frame: pd.DataFrame, shown: pd.DataFrame, *, key: str, title: str, days: list[pd.Timestamp], chosen: pd.Timestamp | None, address: str,
    classes: dict[str, int], enum: str, sentence: str = "", filters: str = "",
) -> None:
    """Draw the cells of all days together, or of one, as a picture; the map that plays, with all days, comes when it is touched or played.
    The address holds the day (parameter `address`) once it has stood still.

    Rows of `frame`: as of `case_places_by_cell`; of `shown`: those of the chosen day, else of all together, one a cell, with cell_class:
    what the picture and the file have. `classes`: class and the number from which it holds. Raises: ValueError without provenance.
    """
    provenance_text(frame, None, None)
    outlines = outlines_now()
    outside_city = outside(frame, outlines["bounds"]) if outlines else pd.Series(False, frame.index)
    beyond = int(frame.loc[outside_city, "named"].sum())
    notes = [t("play.outside", n=fmt_count(beyond, lang()))] if beyond else []

    def live() -> None:
        data = map_data(frame[~outside_city], days, outlines, classes, enum)
        place = days.index(chosen) + 1 if chosen in days else 0
        picked = for_page(key, lambda: remember(address, _day(st.session_state[key].day, days)))
        sent = outlines_apart(data) | {"title": title, "place": place, "notes": " ".join([*notes, data["notes"]])}
        _component(key=key, data=sent, on_day_change=picked)

    with st.container(key=f"chart-{key}", gap=None):
        st.html(chart_title(title))
        still = play_still(shown, outlines, classes, enum, day=fmt_day(chosen, lang()) if chosen in days else t("play.every", n=len(days)),
                           title=title, height=HEIGHT_PX, notes=notes)
        still_first(key, still, live)
        if fault := map_fault(DISTRICTS):
            note(t("map.without_borders", why=fault.say(lang())), "watch")
        picture = point_picture(shown, "cell_class", enum, "", outlines, tuple(notes))
        foot(shown, key=key, sentence=sentence, title=title, filters=filters, picture=picture)


def map_data(frame: pd.DataFrame, days: list[pd.Timestamp], outlines: dict | None, classes: dict[str, int], enum: str) -> dict:
    """What the browser draws: cells by day as columns, districts, classes with their colours, words. Without outlines: the cells alone."""
    colours = ground()
    ground_of = outlines or bare(frame)
    return day_cells(frame, days, ground_of["projection"]) | {
        "height": HEIGHT_PX, "viewbox": ground_of["viewbox"], "dense": (ground_of["dense"] or {}).get("viewbox"), "ground": colours.name,
        "districts": named_districts(ground_of),
        "from": list(classes.values()), "colours": [state_colour(kind, colours) for kind in classes],
        "legend": [state_label(kind, enum) for kind in classes],
        "labels": [t("play.every", n=len(days)), *(fmt_day(day, lang()) for day in days)],
        "notes": attribution(outlines["attribution"]) if outlines else "",
        "words": {name: t(f"play.{name}", **{slot: f"{{{slot}}}" for slot in ("day", "n", "cells", "area")}) for name in WORDS}
        | {name: t(f"map.{name}") for name in ("zoom_in", "zoom_out")},
    }


def _day(sent: object, days: list[pd.Timestamp]) -> str:
    """The day that the browser stands on, as the address has it; "" for all together and for what this map does not send."""
    place = sent.get("place") if isinstance(sent, dict) else None
    return days[place - 1].date().isoformat() if isinstance(place, int) and 0 < place <= len(days) else ""
