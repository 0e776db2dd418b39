"""The picture of the map that plays: the cells of its day, or of all days, with what it says and a button that plays."""

import pandas as pd
from markupsafe import Markup

from dashboard.figures.day_cells import CELL_DEGREES
from dashboard.figures.map_view import outside
from dashboard.figures.svg.cells_still import Cell, cells_still
from dashboard.geography.projection import fit_projection, project
from dashboard.geography.short_names import short_name
from dashboard.i18n.forms import fmt_count, is_missing
from dashboard.plain_text import on_screen
from dashboard.ui.components.district_map import attribution
from dashboard.ui.components.point_states import state_colour, state_label
from dashboard.ui.shell.language import ground, lang, t

HEAD = Markup('<div class="play-head"><button type="button" class="plays">{}</button><span>{}</span></div>')
KEY = Markup('<span><i style="background:{}"></i>{}</span>')


def play_still(
    shown: pd.DataFrame, outlines: dict | None, classes: dict[str, int], enum: str, *, day: str, title: str, height: int, notes: list[str],
) -> Markup:
    """The picture, its day and numbers above, its classes below. Rows: lon, lat, named, cell_class, area_name; the fullest last."""
    inside = shown[~outside(shown, outlines["bounds"])] if outlines else shown
    plane = outlines or bare(shown)
    x, y = project(inside["lon"], inside["lat"], plane["projection"])
    rows = zip(x, y, inside["cell_class"], inside["area_name"], inside["named"], strict=True)
    cells = [Cell(across, down, state_colour(kind, ground()), _tip(area, n)) for across, down, kind, area, n in rows]
    size = [degrees * plane["projection"][unit] for degrees, unit in zip(CELL_DEGREES, ("units_per_lon", "units_per_lat"), strict=True)]
    said = t("play.said", day=day, n=fmt_count(inside["named"].sum(), lang()), cells=fmt_count(len(inside), lang()))
    picture = cells_still(named_districts(plane), cells, size, plane["viewbox"], label=f"{title} {said}", height=height)
    legend = Markup("").join(KEY.format(state_colour(kind, ground()), state_label(kind, enum)) for kind in classes)
    below = " ".join([*notes, *([attribution(outlines["attribution"])] if outlines else [])])
    rest = Markup('<div class="play-key">{}</div><p class="play-notes">{}</p>').format(legend, below)
    return HEAD.format(t("play.play"), said) + picture + rest


def named_districts(plane: dict) -> list[dict]:
    """Districts with their short names, paths, and where a name stands: id, name, path, label (x, y), radius."""
    names = [(d, d["name"] if lang() == "zh" else d["name_en"]) for d in plane["districts"]]
    return [
        {"id": d["area_id"], "name": short_name(name, lang()), "path": d["path"], "label": d["label"], "radius": d["label_radius"]}
        for d, name in names
    ]


def bare(frame: pd.DataFrame) -> dict:
    """A plane that holds the cells, where there are no outlines. Rows: lon, lat."""
    ends = (frame["lon"].min(), frame["lat"].min(), frame["lon"].max() + 1e-3, frame["lat"].max() + 1e-3)
    projection, viewbox = fit_projection(ends)
    return {"projection": projection, "viewbox": viewbox, "dense": None, "districts": []}


def _tip(area: str | None, n: int) -> str:
    return t("play.tip", area="" if is_missing(area) else on_screen(area), n=fmt_count(n, lang()))
