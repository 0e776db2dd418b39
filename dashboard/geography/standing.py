"""The outlines of districts that were merged, drawn as the district that succeeded them."""

from collections.abc import Mapping
from typing import Any

Successor = tuple[str, str, str]
"""area_id, name, name in English."""


def joined(outlines: dict[str, Any], successors: Mapping[str, Successor]) -> dict[str, Any]:
    """`districts.json` with one outline for all districts that a successor took over, labelled where the largest of them is.

    `successors`: by the area_id of an abolished district. A successor that has an outline of its own keeps its label.
    """
    if not successors:
        return outlines
    by_area: dict[str, dict[str, Any]] = {}
    for district in sorted(outlines["districts"], key=lambda one: (one["area_id"] in successors, -one["area_share"])):
        area_id, name, name_en = successors.get(district["area_id"], (district["area_id"], district["name"], district["name_en"]))
        if area_id in by_area:
            whole = by_area[area_id]
            whole |= {"path": whole["path"] + district["path"], "area_share": whole["area_share"] + district["area_share"]}
        else:
            by_area[area_id] = district | {"area_id": area_id, "name": name, "name_en": name_en}
    return outlines | {"districts": list(by_area.values())}
