"""The marks of states as shapes for the point map, the same as in text and charts: ▲ ◆ ● ○ × ▼ ■ □ ◎."""

from urllib.parse import quote

from markupsafe import Markup

from dashboard.tokens import level_mark

CELL = 64
FEW = 60
SIZES_PX = {True: (11, 15), False: (8, 11)}
"""px of a mark and of the darker one beneath it, which is its edge: for few points, and for many."""
CELLS = {"cell_1": 1, "cell_2": 2, "cell_3": 3, "cell_4": 4}
"""Classes of cells that hold many places, and their step of the scale from little to much."""
SHAPES = {
    "▲": ("triangle", Markup('<path d="M32 6 60 56H4z"/>')),
    "◆": ("diamond", Markup('<path d="M32 3 61 32 32 61 3 32z"/>')),
    "●": ("dot", Markup('<circle cx="32" cy="32" r="25"/>')),
    "○": ("ring", Markup('<path fill-rule="evenodd" d="M32 7a25 25 0 1 0 .1 0zM32 18a14 14 0 1 1-.1 0z"/>')),
    "▼": ("down", Markup('<path d="M32 58 60 8H4z"/>')),
    "■": ("square", Markup('<path d="M9 9h46v46H9z"/>')),
    "□": ("frame", Markup('<path fill-rule="evenodd" d="M8 8h48v48H8zM19 19v26h26V19z"/>')),
    "◎": ("target", Markup('<path fill-rule="evenodd" d="M32 5a27 27 0 1 0 .1 0zM32 14a18 18 0 1 1-.1 0z"/><path d="M23 23h18v18H23z"/>')),
    "×": ("cross", Markup('<path d="M14 4 32 22 50 4l10 10-18 18 18 18-10 10-18-18-18 18L4 50l18-18L4 14z"/>')),
}
PLACES = {
    name: {"x": place * CELL, "y": 0, "width": CELL, "height": CELL, "mask": True} for place, (name, _) in enumerate(SHAPES.values())
}
_cells = Markup("").join(
    Markup('<g transform="translate({} 0)">{}</g>').format(place * CELL, shape) for place, (_, shape) in enumerate(SHAPES.values())
)
_picture = Markup('<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" fill="#fff">{}</svg>')
ATLAS = "data:image/svg+xml;charset=utf-8," + quote(_picture.format(CELL * len(SHAPES), CELL, _cells))
"""One picture with all shapes; white, so that each point gives its own colour."""


def mark_name(state: str | None) -> str:
    """The shape of a state's mark; a ring for what is not known."""
    return SHAPES[level_mark(state) if state else "○"][0]
