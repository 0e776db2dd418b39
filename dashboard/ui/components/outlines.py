"""Outlines of districts, which hardly change, apart from the values that are drawn on them: a browser is sent the outlines once."""

import json
from pathlib import Path
from typing import Any

from dashboard.ui.shell.assets import asset
from dashboard.ui.shell.sent_once import address_of, script_of

SHAPE = ("path", "label", "radius")
"""What is the same for every value, filter and language."""
FILE = "outlines.json"


def with_outlines(module: str, *scripts: str) -> str:
    """The scripts of a component beside `module` that draws districts, with what fetches their outlines before them."""
    return script_of(Path(scripts[-1]).stem, asset(__file__, "outlines.js") + "\n" + asset(module, *scripts))


def outlines_apart(drawn: dict[str, Any]) -> dict[str, Any]:
    """What a component is sent: without the shapes of its districts, and with the address of the file that has them.

    `drawn`: what it draws; its `districts` have an id and a shape (path, label, radius). As it is where no server answers for the file.
    """
    shapes = {district["id"]: {part: district[part] for part in SHAPE} for district in drawn["districts"]}
    address = address_of(FILE, json.dumps(shapes, separators=(",", ":"), ensure_ascii=False)) if shapes else ""
    if not address:
        return drawn
    bare = [{part: value for part, value in district.items() if part not in SHAPE} for district in drawn["districts"]]
    return drawn | {"outlines": address, "districts": bare}
