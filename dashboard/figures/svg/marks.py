"""The elements that pictures are made of. Each escapes the words and values that it is given."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.figures.svg.text_width import TYPE, width_of
from dashboard.tokens import Ground

LEGEND, LEGEND_TIGHT, TYPE_LEAST = (26, 8, 34), (20, 6, 10), 20
"""px of an entry's swatch, to its name and to the next entry; the same where there is little room; the least size of letters then."""
ATTRIBUTE, NONE = Markup(' %s="%s"'), Markup()
"""Filled by %, which escapes as `format` does and takes a quarter of its time: a page has thousands of them."""
COLUMN_SHARE = 0.72
"""Width of a column, a share of the room that a day has."""


def picture(width: float, height: float, parts: Iterable[str], label: str) -> Markup:
    """An SVG of that size in px; `label` states what is to be seen in it."""
    return Markup('<svg viewBox="0 0 {0:.0f} {1:.0f}" width="{0:.0f}" height="{1:.0f}" role="img" aria-label="{2}">{3}</svg>').format(
        width, height, label, Markup("").join(parts)
    )


def attributes(**named: object) -> Markup:
    """Attributes of an element, after a space each: `stroke_width=2` is stroke-width="2"."""
    return Markup("").join([ATTRIBUTE % (name.replace("_", "-"), value) for name, value in named.items()]) if named else NONE


def words(x: float, y: float, text: str, colour: str, *, size: float = TYPE, anchor: str = "start", bold: bool = False) -> Markup:
    """A line of text whose base line is at `y`."""
    return Markup('<text x="%.1f" y="%.1f" font-size="%.0f" text-anchor="%s" fill="%s"%s>%s</text>') % (
        x, y, size, anchor, colour, attributes(font_weight=700) if bold else "", text
    )


def box(x: float, y: float, width: float, height: float, fill: str, **more: object) -> Markup:
    """A rectangle. `more`: further attributes of the element, such as stroke."""
    return Markup('<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"%s/>') % (
        x, y, max(0, width), max(0, height), fill, attributes(**more)
    )


def column(middle: float, room: float, one_end: float, other_end: float, fill: str) -> Markup:
    """An upright bar between two heights, in the middle of the room that it has in the width."""
    return box(middle - room * COLUMN_SHARE / 2, min(one_end, other_end), room * COLUMN_SHARE, abs(one_end - other_end), fill)


def rule(x1: float, y1: float, x2: float, y2: float, colour: str) -> Markup:
    """A hairline."""
    return Markup('<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s" stroke-width="1.5"/>') % (x1, y1, x2, y2, colour)


def hatchings(named: Iterable[tuple[str, str]], ground: Ground) -> Markup:
    """Patterns of slanted lines, to fill with `url(#name)`. Named: (name, colour)."""
    patterns = (
        Markup(
            '<pattern id="{}" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            '<rect width="9" height="9" fill="{}"/><rect width="5" height="9" fill="{}"/></pattern>'
        ).format(name, ground.panel, colour)
        for name, colour in named
    )
    return Markup("<defs>{}</defs>").format(Markup("").join(patterns))


def legend(x: float, y: float, entries: Iterable[tuple[str, str, str]], ink: str, right: float | None = None) -> Markup:
    """Swatches with their names in one row. Entries: (kind: box or line, colour, name). Closer and smaller where `right` is its end, px."""
    entries = list(entries)
    taken = sum(width_of(name) for _, _, name in entries)
    size, (swatch, apart, gap) = TYPE, LEGEND
    if right is not None and x + taken + (swatch + apart + gap) * len(entries) > right:
        swatch, apart, gap = LEGEND_TIGHT
        size = max(TYPE_LEAST, min(TYPE, TYPE * (right - x - (swatch + apart + gap) * len(entries)) / taken))
    parts, at = [], x
    for kind, colour, name in entries:
        high = 18 if kind == "box" else 4
        parts += [box(at, y - 9 - high / 2, swatch, high, colour), words(at + swatch + apart, y, name, ink, size=size)]
        at += swatch + apart + width_of(name, size) + gap
    return Markup("").join(parts)


def value_axis(places: Iterable[tuple[float, str]], left: float, right: float, ground: Ground) -> Markup:
    """A rule across the picture at each value, with its name at the left; the first, the base line, is darker. Places: (y, name)."""
    return Markup("").join(
        rule(left, y, right, y, ground.hairline if number else ground.grey) + words(left - 10, y + 8, name, ground.grey, anchor="end")
        for number, (y, name) in enumerate(places)
    )
