"""A map pack: rivers, lakes, roads, townships or places of one city as one small file, drawn under its maps; and how it is written.

`geodata/packs/KIND.json` holds: format, kind, name (of the file that it was made from), city (area_id), attribution, approval (the number
under which the map was approved; "" = none was given), datum, source (SHA-256 of the files), made (wall clock), shapes (how many went in),
and `levels`, the coarsest first. A level has `min_zoom` (how many times the map of the whole city must be doubled before it is drawn),
`box` (west, south, east, north: what it covers) and `step`, degrees of WGS-84, `lines` ([weight, path], 0 the heaviest), `areas` (paths)
and `names` ([text, English text or "", x, y, rank, room], the first in rank first). Paths and places are in steps from the north-western
corner of the box (`map_pack_paths`). Room: how wide a name may be, in steps; 0 = it belongs to a point.
"""

import json
import re
from pathlib import Path
from typing import Any

from dashboard.geography.map_files import DamagedMap, are_numbers

FOLDER, FORMER = "packs", ".former"
"""In a workspace's `geodata/`: the packs, and within them those that were replaced or removed."""
FORMAT = 1
BUDGETS = {"lakes": 25_000, "rivers": 40_000, "roads": 45_000, "townships": 30_000, "places": 10_000}
"""Kinds in the order in which they are drawn, and the bytes that each may add to a page: 150 kB together."""
KINDS = tuple(BUDGETS)
WEIGHTS = 3
TEXTS = ("kind", "name", "city", "attribution", "approval", "datum", "source", "made")
_PATH = re.compile(r"(M\d+ \d+(l-?\d+[ -]\d+([ -]\d+[ -]\d+)*)?z?)+")


def read_pack(file: Path) -> dict[str, Any]:
    """The content of a pack. Raises: DamagedMap where it cannot be read, or is not what drawing needs."""
    try:
        if file.stat().st_size > 2 * max(BUDGETS.values()):
            raise DamagedMap(file.name)
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as unreadable:
        raise DamagedMap(file.name) from unreadable
    if not is_pack(content) or content["kind"] != file.name.partition(".")[0]:
        raise DamagedMap(file.name)
    return content


def is_pack(content: object) -> bool:
    """Whether it has what drawing needs, and nothing that a browser might take for more than words and lines."""
    return (
        isinstance(content, dict) and content.get("format") == FORMAT and all(isinstance(content.get(name), str) for name in TEXTS)
        and content["kind"] in KINDS and isinstance(content.get("levels"), list) and bool(content["levels"])
        and all(isinstance(level, dict) and _is_level(level) for level in content["levels"])
    )


def as_text(pack: dict[str, Any]) -> str:
    """A pack as it is stored and sent."""
    return json.dumps(pack, ensure_ascii=False, separators=(",", ":"))


def _is_level(level: dict[str, Any]) -> bool:
    return (
        are_numbers([level.get("min_zoom"), level.get("step")], 2) and level["step"] > 0 and are_numbers(level.get("box"), 4)
        and isinstance(level.get("lines"), list) and all(map(_is_line, level["lines"]))
        and isinstance(level.get("areas"), list) and all(map(_is_path, level["areas"]))
        and isinstance(level.get("names"), list) and all(map(_is_name, level["names"]))
    )


def _is_line(line: object) -> bool:
    return isinstance(line, list) and len(line) == 2 and line[0] in range(WEIGHTS) and _is_path(line[1])


def _is_path(path: object) -> bool:
    return isinstance(path, str) and _PATH.fullmatch(path) is not None


def _is_name(name: object) -> bool:
    return isinstance(name, list) and len(name) == 6 and all(isinstance(words, str) for words in name[:2]) and are_numbers(name[2:], 4)
