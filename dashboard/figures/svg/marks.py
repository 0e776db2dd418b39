"""What the wall's drawings are made of: SVG elements in the pixels of a 1920 by 1080 picture, and round scales.

The wall draws SVG by itself: a Plotly chart rebuilds its elements at every change of its data, which shows as a blank.
"""

import math
from collections.abc import Iterable
from html import escape

from dashboard.tokens import Ground

TYPE = 22
"""px of words in a drawing; nothing on the wall is below 20."""
FIGURE_TYPE = 26
WIDE = "\u2e7f"
"""Letters above are Chinese, and as wide as they are high."""


def drawing(width: float, height: float, parts: Iterable[str], label: str) -> str:
    """An SVG of that size; `label` states what is to be seen in it."""
    return (
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" role="img" '
        f'aria-label="{escape(label, quote=True)}">{"".join(parts)}</svg>'
    )


def words(x: float, y: float, text: str, colour: str, *, size: float = TYPE, anchor: str = "start", bold: bool = False) -> str:
    """A line of text whose base line is at `y`."""
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.0f}" text-anchor="{anchor}" fill="{colour}"{weight}>{escape(text)}</text>'


def box(x: float, y: float, width: float, height: float, fill: str, more: str = "") -> str:
    """A filled rectangle."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0, width):.1f}" height="{max(0, height):.1f}" fill="{fill}"{more}/>'


def line(points: Iterable[tuple[float, float] | None], colour: str, width: float = 3, more: str = "") -> str:
    """A line through the points; a null is a gap."""
    path, open_ = [], False
    for point in points:
        path.append("" if point is None else f"{'L' if open_ else 'M'}{point[0]:.1f} {point[1]:.1f}")
        open_ = point is not None
    return f'<path d="{"".join(path)}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"{more}/>'


def rule(x1: float, y1: float, x2: float, y2: float, colour: str, more: str = "") -> str:
    """A hairline."""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="1.5"{more}/>'


def hatching(name: str, colour: str, ground: Ground) -> str:
    """A pattern of slanted lines of a colour, to fill with `url(#name)`."""
    return (
        f'<pattern id="{name}" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="9" height="9" fill="{ground.panel}"/><rect width="5" height="9" fill="{colour}"/></pattern>'
    )


def legend(x: float, y: float, entries: Iterable[tuple[str, str, str]], ink: str) -> str:
    """Swatches with their names in one row. Entries: (kind: box or line, colour, name)."""
    parts, at = [], x
    for kind, colour, name in entries:
        high = 18 if kind == "box" else 4
        parts += [box(at, y - 9 - high / 2, 26, high, colour), words(at + 34, y, name, ink)]
        at += 34 + width_of(name) + 34
    return "".join(parts)


def width_of(text: str, size: float = TYPE) -> float:
    """About how wide a text is, px."""
    return size * sum(1 if letter > WIDE else 0.57 for letter in text)


def round_top(high: float) -> tuple[float, float]:
    """(top, step) of a scale from zero with about four round steps."""
    if high <= 0:
        return 1, 1
    rough = high / 4
    unit = 10.0 ** math.floor(math.log10(rough))
    step = max(1.0, next(unit * factor for factor in (1, 2, 2.5, 5, 10) if unit * factor >= rough * 0.999))
    return math.ceil(high / step - 1e-9) * step, step


def wrapped(text: str, comma: str, width: float) -> list[str]:
    """A list in words, broken after commas into at most two lines that fit; a name is never broken, what does not fit is "…"."""
    rows: list[str] = []
    for part in text.split(comma):
        joined = f"{rows[-1]}{comma}{part}" if rows else part
        rows = [*rows[:-1], joined] if rows and width_of(joined) <= width else [*rows, part]
    shown = [row + comma.strip() for row in rows[:-1]] + rows[-1:]
    return shown[:2] if len(shown) < 3 else [shown[0], f"{shown[1]} …"]
