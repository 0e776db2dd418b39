"""How far the boundaries of zones overlap: measured when they are published, since the engine that answers knows no geometry.

A pair is two *texts* of boundaries, by digest, and says nothing of when they held: who asks joins it to the zones known at a moment. So
what came later cannot show through, and a correction, a rollback or its undoing needs no upkeep here.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import duckdb

from dashboard.warehouse.statements import statement

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

AT_A_TIME = 1_000
"""New boundaries that are looked up together: what bounds the memory where very many lie on one another."""
LEAST_SHARE = 0.01
"""Of the smaller one's area: less is rounding, and left out."""


def measure_overlaps(con: duckdb.DuckDBPyConnection) -> None:
    """Add the pairs that boundaries not measured yet make with each other and with the rest. Call where all rows are in.

    A boundary that cannot be read makes no pair: how far it overlaps is unknown.
    """
    fresh = con.execute(statement("overlaps", "unmeasured")).fetchall()
    if not fresh:
        return
    rows = [*fresh, *con.execute(statement("overlaps", "measured")).fetchall()]
    for pairs in _pairs([shape for shape, _ in rows], [geometry for _, geometry in rows], len(fresh)):
        con.register("pairs", pairs)
        con.execute(statement("overlaps", "add_pairs"))
        con.unregister("pairs")
    con.execute(statement("overlaps", "add_shapes"), {"shapes": [shape for shape, _ in fresh]})


def _pairs(shapes: list[str], geometries: list[str], fresh: int) -> Iterator["pa.Table"]:
    """Tables of shape, other_shape (the lower digest first), and the share of each that lies in the other. The first `fresh` are new."""
    import numpy as np  # a server that publishes nothing need not pay for them
    import pyarrow as pa
    import shapely

    outlines = shapely.from_geojson(np.array(geometries, dtype=object), on_invalid="ignore")
    bent = ~shapely.is_valid(outlines) & ~shapely.is_missing(outlines)
    outlines[bent] = shapely.make_valid(outlines[bent])
    # Degrees, not metres: of two areas at one place the ratio is the same.
    areas, names, tree = shapely.area(outlines), np.array(shapes), shapely.STRtree(outlines)
    for first in range(0, fresh, AT_A_TIME):
        some, others = tree.query(outlines[first : min(first + AT_A_TIME, fresh)], predicate="intersects")
        one, other = _once(some + first, others, fresh)
        swapped = names[one] > names[other]
        one, other = np.where(swapped, other, one), np.where(swapped, one, other)
        common = shapely.area(shapely.intersection(outlines[one], outlines[other]))
        counted = common > LEAST_SHARE * np.minimum(areas[one], areas[other])
        one, other, common = one[counted], other[counted], common[counted]
        yield pa.table({
            "shape": names[one], "other_shape": names[other], "share": common / areas[one], "other_share": common / areas[other],
        })


def _once(some: "np.ndarray", others: "np.ndarray", fresh: int) -> tuple["np.ndarray", "np.ndarray"]:
    """Each pair once: two new ones find each other twice, and each finds itself."""
    first = (others >= fresh) | (others > some)
    return some[first], others[first]
