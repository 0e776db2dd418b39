"""What the browser is told of a cube, and of what is brushed in it."""

from collections.abc import Mapping
from typing import Any

from dashboard.crossfilter.as_sql import as_sql
from dashboard.crossfilter.cube import Cube
from dashboard.crossfilter.labels import brushed, labels, title
from dashboard.crossfilter.selection import Selection
from dashboard.crossfilter.subjects import SUBJECTS
from dashboard.crossfilter.tiles import totals


def described(cube: Cube, areas: Mapping[str, str], lang: str) -> dict[str, Any]:
    """{"cube", "of", "rows", "synthetic", "charts": [{"name", "title", "ordered", "values", "labels", "totals"}]}, as JSON takes it.

    `areas`: names by area_id, in the language.
    """
    all_rows, subject = totals(cube), SUBJECTS[cube.subject]
    charts = [
        {
            "name": bins.name, "title": title(subject.dimension(bins.name), lang), "ordered": subject.dimension(bins.name).is_ordered,
            "values": bins.values, "labels": labels(subject.dimension(bins.name), bins, areas, lang),
            "totals": [int(n) for n in all_rows[bins.name]],
        }
        for bins in cube.bins
    ]
    return {"cube": cube.id, "of": cube.subject, "rows": cube.rows, "synthetic": cube.is_synthetic, "charts": charts}


def sql_of(cube: Cube, selection: Selection, by: str, areas: Mapping[str, str], lang: str) -> str:
    """What is brushed as SQL, with what it says in words above it. Raises KeyError for a dimension that the cube does not have."""
    return as_sql(cube, selection, by, {one.name: brushed(one, cube, selection, areas, lang) for one in selection.subject.dimensions})
