"""Lines and rings of a map pack as paths of SVG: `M` two whole numbers, then `l` differences, in steps of its level; y downwards."""

import re

import numpy as np

_NUMBER = re.compile(r"-?\d+")


def path_of(corners: np.ndarray, is_closed: bool) -> str:
    """The path of a line or ring. Rows: one a corner, [x, y] in whole steps; "" where they are all one."""
    changed = np.ones(len(corners), dtype=bool)
    changed[1:] = np.any(corners[1:] != corners[:-1], axis=1)
    kept = corners[changed].astype(int)
    if len(kept) < (4 if is_closed else 2):
        return ""
    turns = np.diff(kept[:-1] if is_closed else kept, axis=0).ravel().tolist()
    words = " ".join(map(str, turns)).replace(" -", "-")
    return f"M{kept[0][0]} {kept[0][1]}l{words}" + ("z" if is_closed else "")


def corners_of(path: str) -> list[np.ndarray]:
    """The lines or rings of a path: one array each, rows [x, y] in steps."""
    found = []
    for part in path.split("M")[1:]:
        numbers = np.array(_NUMBER.findall(part), dtype=int).reshape(-1, 2)
        corners = numbers.cumsum(axis=0)
        found.append(np.vstack([corners, corners[:1]]) if part.endswith("z") else corners)
    return found
