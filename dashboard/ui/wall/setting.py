"""What every scene of the wall is made with: its room, the feeds that keep its tiles fresh, and the headline figures of the city."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.ui.components.kpi import Kpi
from dashboard.ui.shell.language import t
from dashboard.ui.wall.beside import beside
from dashboard.ui.wall.figure_tile import figure_tile
from dashboard.ui.wall.room import Place, Room
from dashboard.ui.wall.tiles import Line, lines, panel, ranking

Ranks = list[tuple[str, float | None, str]]
"""Name, value and colour of each bar."""


@dataclass(frozen=True)
class Setting:
    room: Room
    feeds: dict[str, list[str]]
    """Ids of the feeds that fill each table."""
    kpis: dict[str, Kpi]
    hours: pd.DataFrame
    """Rows of `hotline_by_hour`, for the figures of calls."""

    def figures(self, kpis: Iterable[Kpi], places: list[Place]) -> Markup:
        """Figures of the city at their places, each with what a room asks next."""
        return Markup().join(figure_tile(kpi, place, self.feeds, beside(kpi, self.hours)) for kpi, place in zip(kpis, places, strict=False))

    def ranks(self, name: str, frame: pd.DataFrame, rows: Ranks, place: Place, table: str, sentence: str = "") -> Markup:
        """Bars under their title."""
        return panel(name, t(f"wall.{name}"), frame, partial(ranking, rows), place, self.feeds, sentence=sentence, tables=(table,))

    def listed(self, name: str, frame: pd.DataFrame, rows: list[Line], place: Place, tables: tuple[str, ...], sentence: str = "",
               **origin: Any) -> Markup:
        """Lines under their title; where there are none, the panel says so in words of its own. `origin`: as `panel` takes it."""
        nothing = t(f"wall.{name}_none")

        def draw(width: float, height: float) -> str:
            return lines(rows, width, height, nothing, "wall.more_plain")

        # Whose each line is stands in the line; the source is the table that they come from.
        return panel(name, t(f"wall.{name}"), frame.drop(columns="source", errors="ignore"), draw, place, self.feeds, sentence=sentence,
                     tables=tables, nothing=nothing, **origin)


def ranked(frame: pd.DataFrame, value: str, name: str, fill: str) -> Ranks:
    """Rows as bars, the longest first, unknown ones last."""
    rows = frame.sort_values(value, ascending=False, na_position="last")
    return [(label, n, fill) for label, n in zip(rows[name], rows[value], strict=True)]
