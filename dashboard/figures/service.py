"""How far the stock reaches, by good and by district, and which closed zones have been served."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.bars import stacked_states
from dashboard.figures.look import EVERY_NAME
from dashboard.figures.zones import recolour
from dashboard.i18n.messages import text
from dashboard.tokens import PAPER, Ground

COVER = {"below_1": "act", "below_3": "watch", "ok": "ok", "unknown": "muted"}
COVER_MARKS = {"below_1": "▲", "below_3": "◆", "ok": "●", "unknown": "○"}


def zones_served(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER) -> go.Figure:
    """High and medium zones of each district: not served within 2 days, served.

    Rows: one a district: area_name, zones_open, zones_served.
    """
    parts = frame[frame["zones_open"] > 0].assign(unserved=lambda f: f["zones_open"] - f["zones_served"])
    rows = parts.melt(id_vars=["area_name"], value_vars=["unserved", "zones_served"], var_name="service", value_name="zones")
    labels = {"unserved": text("supply.unserved", lang), "zones_served": text("supply.served", lang)}
    title = text("supply.served_title", lang)
    figure = stacked_states(rows, "service", "zones", "zone_level", title=title, lang=lang, ground=ground, labels=labels)
    colours = {labels["unserved"]: ground.series["act"], labels["zones_served"]: ground.series["plain"]}
    return recolour(figure, colours, {labels["unserved"]: "▲"}).update_yaxes(**EVERY_NAME)


def cover_classes(frame: pd.DataFrame, state: str, *, title: str, lang: str, ground: Ground = PAPER, name: str = "area_name") -> go.Figure:
    """Points (or reports) by `name` and by how many days their stock covers; out of stock counts as below 1 day.

    Rows: one a point or report: `name`, `state` (out, below_1, below_3, ok or unknown).
    """
    rows = frame.assign(cover=frame[state].replace("out", "below_1"), points=1)
    labels = {kind: text(f"cover_class.{kind}", lang) for kind in COVER}
    figure = stacked_states(rows, "cover", "points", "supply_state", title=title, lang=lang, ground=ground, name=name, labels=labels)
    colours = {labels[kind]: ground.series[meaning] for kind, meaning in COVER.items()}
    return recolour(figure, colours, {labels[kind]: mark for kind, mark in COVER_MARKS.items()}).update_yaxes(**EVERY_NAME)
