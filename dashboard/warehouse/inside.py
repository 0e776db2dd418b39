"""Which businesses, supply points and grids lie inside the boundary of a zone: measured when they are published, since the engine that
answers knows no geometry.

A pair is a *text* of a boundary, by digest, and a point: it says nothing of when either held. Who asks joins it to the zones and places
known at a moment, as with overlaps, so that what came later cannot show through.
"""

from typing import TYPE_CHECKING

import duckdb

from dashboard.warehouse.statements import statement

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa


def measure_inside(con: duckdb.DuckDBPyConnection) -> None:
    """Add the pairs of boundaries and points of which one was not measured yet. Call where all rows are in.

    A point on the line lies inside. A boundary that cannot be read holds nothing: who stands in it is unknown.
    """
    shapes, points = con.execute(statement("inside", "shapes")).fetchall(), con.execute(statement("inside", "points")).fetchall()
    fresh_shapes, fresh_points = [row for row in shapes if row[2]], [row for row in points if row[2]]
    for some, among in ((fresh_shapes, points), ([row for row in shapes if not row[2]], fresh_points)):
        if some and among:
            con.register("pairs", _pairs(some, among))
            con.execute(statement("inside", "add_pairs"))
            con.unregister("pairs")
    con.execute(statement("inside", "remember_shapes"), {"shapes": [shape for shape, *_ in fresh_shapes]})
    con.execute(statement("inside", "remember_points"))


def _pairs(shapes: list[tuple[str, str, bool]], points: list[tuple[float, float, bool]]) -> "pa.Table":
    """Rows: shape, lon, lat. Shapes: (digest, GeoJSON, is_new); points: (lon, lat, is_new)."""
    import numpy as np  # a server that publishes nothing need not pay for them
    import pyarrow as pa
    import shapely

    outlines = shapely.from_geojson(np.array([geometry for _, geometry, _ in shapes], dtype=object), on_invalid="ignore")
    bent = ~shapely.is_valid(outlines) & ~shapely.is_missing(outlines)
    outlines[bent] = shapely.make_valid(outlines[bent])
    lon, lat = _column(points, 0), _column(points, 1)
    outer, inner = shapely.STRtree(shapely.points(lon, lat)).query(outlines, predicate="intersects")
    return pa.table({"shape": np.array([shape for shape, *_ in shapes])[outer], "lon": lon[inner], "lat": lat[inner]})


def _column(points: list[tuple[float, float, bool]], place: int) -> "np.ndarray":
    import numpy as np

    return np.array([point[place] for point in points], dtype=float)
