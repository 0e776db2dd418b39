"""People, or households, of each district by whether an open place for food lies within the radius of their home."""

import pandas as pd

from dashboard.figures.bars import stacked_states
from dashboard.figures.figure import Figure
from dashboard.figures.look import EVERY_NAME
from dashboard.figures.zones import recolour
from dashboard.i18n.forms import fmt_count
from dashboard.i18n.messages import text
from dashboard.tokens import PAPER, Ground

MEANINGS = {"uncovered": "watch", "covered": "plain", "closed": "suspect", "unplaced": "muted"}
MARKS = {"uncovered": "◆"}


def coverage_bars(frame: pd.DataFrame, unit: str, *, lang: str, ground: Ground = PAPER) -> Figure:
    """One bar a district: none within the radius, one within it, in a closed zone, of unknown place.

    Rows: `coverage_by_area`, one a district; `unit`: people or households.
    """
    names = {part: text(f"coverage.{part}", lang) for part in MEANINGS}
    rows = frame.melt(id_vars=["area_name"], value_vars=[f"{unit}_{part}" for part in MEANINGS], var_name="part", value_name="n")
    rows = rows.assign(part=rows["part"].str.removeprefix(f"{unit}_"), n=rows["n"].astype(float)).query("n > 0")
    radius = fmt_count(int(frame["radius_m"].iloc[0]), lang)
    title = text(f"coverage.title_{unit}", lang, radius=radius)
    figure = stacked_states(rows, "part", "n", "zone_level", title=title, lang=lang, ground=ground, labels=names)
    colours = {names[part]: ground.series[meaning] for part, meaning in MEANINGS.items()}
    return recolour(figure, colours, {names[part]: mark for part, mark in MARKS.items()}).update_yaxes(**EVERY_NAME)
