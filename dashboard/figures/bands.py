"""A band between two curves, in parts: the fill of a browser's chart goes straight across a gap, where nothing is known."""

import pandas as pd

from dashboard.figures.figure import Figure


def add_band(figure: Figure, low: pd.Series, high: pd.Series, name: str, colour: str) -> None:
    """Fill from `low` to `high` by moment, in order; null where one is not known. One part a run without a gap, one entry in the legend.

    Nothing is added where no moment has both.
    """
    known = low.notna() & high.notna()
    for number, (_, run) in enumerate(low[known].groupby((~known).cumsum()[known])):
        shared = {"x": run.index, "mode": "lines", "line": {"width": 0, "color": colour}, "hoverinfo": "skip"}
        figure.add_scatter(y=run, showlegend=False, **shared)
        figure.add_scatter(y=high[run.index], fill="tonexty", fillcolor=colour, name=name, showlegend=number == 0, **shared)
