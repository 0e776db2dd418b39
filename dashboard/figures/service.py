"""How far the stock reaches, by good and by district, and which closed zones have been served."""

import pandas as pd

from dashboard.figures.bars import stacked_states
from dashboard.figures.figure import Figure
from dashboard.figures.look import EVERY_NAME
from dashboard.figures.zones import recolour
from dashboard.i18n.messages import text
from dashboard.tokens import PAPER, Ground

COVER = {"below_1": "act", "below_3": "watch", "ok": "ok", "unknown": "muted"}
COVER_MARKS = {"below_1": "▲", "below_3": "◆", "ok": "●", "unknown": "○"}


def zones_served(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER) -> Figure:
    """High and medium zones of each district: not served within 2 days, too new to say, served.

    Rows: one a district: area_name, zones_open, zones_served, zones_unserved.
    """
    parts = frame[frame["zones_open"] > 0].assign(fresh=lambda f: f["zones_open"] - f["zones_served"] - f["zones_unserved"])
    rows = parts.melt(id_vars=["area_name"], value_vars=["zones_unserved", "fresh", "zones_served"], var_name="service", value_name="zones")
    rows = rows[(rows["service"] != "fresh") | (rows["zones"] > 0)]
    names = {"zones_unserved": "unserved", "fresh": "served_new", "zones_served": "served"}
    labels = {part: text(f"supply.{name}", lang) for part, name in names.items()}
    title = text("supply.served_title", lang)
    figure = stacked_states(rows, "service", "zones", "zone_level", title=title, lang=lang, ground=ground, labels=labels)
    meanings = {"zones_unserved": "act", "fresh": "muted", "zones_served": "plain"}
    colours = {labels[part]: ground.series[meaning] for part, meaning in meanings.items()}
    return recolour(figure, colours, {labels["zones_unserved"]: "▲"}).update_yaxes(**EVERY_NAME)


def cover_classes(frame: pd.DataFrame, state: str, *, title: str, lang: str, ground: Ground = PAPER, name: str = "area_name") -> Figure:
    """Points (or reports) by `name` and by how many days their stock covers; out of stock counts as below 1 day.

    Rows: one a point or report: `name`, `state` (out, below_1, below_3, ok or unknown).
    """
    rows = frame.assign(cover=frame[state].replace("out", "below_1"), points=1)
    labels = {kind: text(f"cover_class.{kind}", lang) for kind in COVER}
    figure = stacked_states(rows, "cover", "points", "supply_state", title=title, lang=lang, ground=ground, name=name, labels=labels)
    colours = {labels[kind]: ground.series[meaning] for kind, meaning in COVER.items()}
    return recolour(figure, colours, {labels[kind]: mark for kind, mark in COVER_MARKS.items()}).update_yaxes(**EVERY_NAME)
