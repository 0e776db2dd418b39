"""The room of a scene: the shapes of screens, and where each scene's things stand on each, across two screens only where they must."""

from dataclasses import dataclass

GAP = 20
"""px between tiles."""
SIDES = 28
"""px free at the left and the right of the picture."""
SHAPES = {
    "normal": (1920, 1080), "tall": (1080, 1920), "wide": (2560, 1080),
    "double": (3840, 1080), "triple": (5760, 1080), "four": (7680, 1080),
}
"""Width and height of the pictures that are made, px; a screen shows the one that is most like it, scaled whole."""
EDGES = {False: (92, 48, 30), True: (152, 76, 58)}
"""px of the head, the band and the foot, on other screens and on a tall one, where each has two rows. As in stage.css."""
Cells = list[tuple[int, int, int, int]]
"""Column, row, columns and rows of each thing."""


@dataclass(frozen=True)
class Place:
    x: float
    y: float
    width: float
    height: float

    def joined(self, other: "Place") -> "Place":
        """This place with that at its right and what is between them."""
        return Place(self.x, self.y, other.x + other.width - self.x, self.height)


@dataclass(frozen=True)
class Grid:
    """The stage of a scene, divided into equal columns and rows."""

    columns: int
    rows: int
    width: float
    height: float

    def cell(self, column: int, row: int, columns: int = 1, rows: int = 1) -> Place:
        """The place of a tile that spans so many columns and rows."""
        wide, high = (self.width + GAP) / self.columns, (self.height + GAP) / self.rows
        return Place(column * wide, row * high, columns * wide - GAP, rows * high - GAP)


_TWO_BY_THREE = [(0, 0, 1, 1), (1, 0, 1, 1), (0, 1, 1, 1), (1, 1, 1, 1), (0, 2, 1, 1), (1, 2, 1, 1)]
_THREE_ABOVE = [(0, 0, 4, 5), (4, 0, 4, 5), (8, 0, 4, 5)]
_THREE_STACKED = [(0, 0, 1, 2), (0, 2, 1, 2), (0, 4, 1, 2)]
_LISTS_OF_THREE: dict[str, tuple[int, int, Cells]] = {
    "normal": (24, 16, [*((2 * x, y, 2 * wide, high) for x, y, wide, high in _THREE_ABOVE), (0, 5, 9, 11), (9, 5, 9, 11), (18, 5, 6, 11)]),
    "double": (4, 6, [*_THREE_STACKED, (1, 0, 1, 6), (2, 0, 1, 6), (3, 0, 1, 6)]),
    "triple": (6, 6, [(0, 0, 2, 2), (0, 2, 2, 2), (0, 4, 2, 2), (2, 0, 2, 6), (4, 0, 1, 6), (5, 0, 1, 6)]),
    "tall": (6, 18, [(0, 0, 3, 3), (3, 0, 3, 3), (0, 3, 3, 3), (0, 6, 6, 6), (0, 12, 6, 6), (3, 3, 3, 3)]),
}
_FOUR_AND_TWO: dict[str, tuple[int, int, Cells]] = {
    "normal": (12, 16, [(0, 0, 3, 5), (3, 0, 3, 5), (6, 0, 3, 5), (9, 0, 3, 5), (0, 5, 7, 11), (7, 5, 5, 11)]),
    "double": (4, 2, [(1, 0, 1, 1), (2, 0, 1, 1), (1, 1, 1, 1), (2, 1, 1, 1), (0, 0, 1, 2), (3, 0, 1, 2)]),
    "triple": (6, 2, [(2, 0, 1, 1), (3, 0, 1, 1), (2, 1, 1, 1), (3, 1, 1, 1), (0, 0, 2, 2), (4, 0, 2, 2)]),
    "tall": (2, 18, [(0, 0, 1, 3), (1, 0, 1, 3), (0, 3, 1, 3), (1, 3, 1, 3), (0, 6, 2, 6), (0, 12, 2, 6)]),
}
_THREE_AND_TWO: dict[str, tuple[int, int, Cells]] = {
    "normal": (12, 16, [*_THREE_ABOVE, (0, 5, 7, 11), (7, 5, 5, 11)]),
    "double": (4, 2, [(1, 0, 1, 1), (2, 0, 1, 1), (1, 1, 2, 1), (0, 0, 1, 2), (3, 0, 1, 2)]),
    "triple": (6, 2, [(2, 0, 1, 1), (3, 0, 1, 1), (2, 1, 2, 1), (0, 0, 2, 2), (4, 0, 2, 2)]),
    "tall": (2, 18, [(0, 0, 1, 3), (1, 0, 1, 3), (0, 3, 2, 3), (0, 6, 2, 6), (0, 12, 2, 6)]),
}
LAYOUTS: dict[str, dict[str, tuple[int, int, Cells]]] = {
    "state": {
        "normal": (4, 3, [(0, 0, 2, 3), *((x + 2, y, 1, 1) for x, y, _, _ in _TWO_BY_THREE)]),
        "triple": (6, 3, [(0, 0, 2, 3), *((2 * x + 2, y, 2, 1) for x, y, _, _ in _TWO_BY_THREE)]),
        "four": (4, 2, [(0, 0, 1, 2), *((x, y, 1, 1) for y in (0, 1) for x in (1, 2, 3))]),
        "tall": (2, 18, [(0, 0, 2, 9), *((x, 3 * y + 9, 1, 3) for x, y, _, _ in _TWO_BY_THREE)]),
    },
    "cases": {
        "normal": (12, 4, [(0, 0, 8, 2), (8, 0, 4, 1), (8, 1, 4, 1), (0, 2, 6, 2), (6, 2, 6, 2)]),
        "double": (4, 2, [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1), (2, 0, 1, 2), (3, 0, 1, 2)]),
        "triple": (3, 2, [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1)]),
        "tall": (2, 18, [(0, 3, 2, 5), (0, 0, 1, 3), (1, 0, 1, 3), (0, 8, 2, 5), (0, 13, 2, 5)]),
    },
    "zones": _FOUR_AND_TWO,
    "district": _FOUR_AND_TWO,
    "district-plain": _THREE_AND_TWO,
    "opening": _LISTS_OF_THREE,
    "numbers": _LISTS_OF_THREE,
    "supply": {
        "normal": (12, 16, [*_THREE_ABOVE, (0, 5, 4, 11), (4, 5, 4, 11), (8, 5, 4, 11)]),
        "double": (4, 16, [(0, 0, 1, 5), (1, 0, 1, 5), (2, 0, 2, 5), (0, 5, 1, 11), (1, 5, 1, 11), (2, 5, 2, 11)]),
        "triple": (6, 6, [(0, 0, 2, 2), (0, 2, 2, 2), (0, 4, 2, 2), (2, 0, 1, 6), (3, 0, 1, 6), (4, 0, 2, 6)]),
        "tall": (6, 18, [(0, 0, 3, 3), (3, 0, 3, 3), (0, 3, 6, 3), (0, 6, 6, 4), (0, 10, 6, 4), (0, 14, 6, 4)]),
    },
    "hotline": {
        "normal": (12, 16, [*_THREE_ABOVE, (0, 5, 8, 11), (8, 5, 4, 11)]),
        "double": (4, 6, [(2, 0, 1, 2), (2, 2, 1, 2), (2, 4, 1, 2), (0, 0, 2, 6), (3, 0, 1, 6)]),
        "triple": (3, 6, [(1, 0, 1, 2), (1, 2, 1, 2), (1, 4, 1, 2), (0, 0, 1, 6), (2, 0, 1, 6)]),
        "tall": (6, 18, [(0, 0, 3, 3), (3, 0, 3, 3), (0, 3, 6, 3), (0, 6, 6, 6), (0, 12, 6, 6)]),
    },
    "attention": {
        "normal": (12, 10, [(0, 0, 7, 10), (7, 0, 5, 6), (7, 6, 5, 4)]),
        "double": (4, 1, [(0, 0, 2, 1), (2, 0, 1, 1), (3, 0, 1, 1)]),
        "triple": (3, 1, [(0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1)]),
        "tall": (1, 20, [(0, 0, 1, 10), (0, 10, 1, 6), (0, 16, 1, 4)]),
    },
    "orders": {
        "normal": (24, 16, [(0, 0, 6, 5), (6, 0, 6, 5), (0, 5, 12, 11), (12, 0, 12, 8), (12, 8, 6, 8), (18, 8, 6, 8)]),
        "double": (8, 16, [(0, 0, 2, 5), (2, 0, 2, 5), (0, 5, 4, 11), (4, 0, 2, 16), (6, 0, 2, 7), (6, 7, 2, 9)]),
        "triple": (6, 16, [(0, 0, 1, 5), (1, 0, 1, 5), (0, 5, 2, 11), (2, 0, 2, 16), (4, 0, 2, 7), (4, 7, 2, 9)]),
        "tall": (2, 18, [(0, 0, 1, 3), (1, 0, 1, 3), (0, 8, 2, 5), (0, 3, 2, 5), (0, 13, 1, 5), (1, 13, 1, 5)]),
    },
}
"""By scene and shape: columns and rows of its grid, and the cells of its things in the order in which the scene draws them."""
LIKE = {"wide": "normal", "four": "double"}
"""Shapes that take the layout of another where they have none of their own."""


@dataclass(frozen=True)
class Room:
    """What a scene has: the shape of the screen, and the width and height of its stage, px."""

    shape: str
    width: float
    height: float

    @classmethod
    def of(cls, shape: str, has_band: bool) -> "Room":
        """The room on a screen of that shape, without and with the band that says that this is not now."""
        width, height = SHAPES[shape]
        head, band, foot = EDGES[shape == "tall"]
        return cls(shape, width - 2 * SIDES, height - head - (band + 16 if has_band else GAP) - foot - 22)

    def places(self, scene: str) -> list[Place]:
        """Where the things of a scene stand, in the order in which it draws them."""
        layouts = LAYOUTS[scene]
        columns, rows, cells = layouts.get(self.shape) or layouts.get(LIKE.get(self.shape, "normal")) or layouts["normal"]
        grid = Grid(columns, rows, self.width, self.height)
        return [grid.cell(*cell) for cell in cells]
