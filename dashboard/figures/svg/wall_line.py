"""The last fourteen days of a figure as a line in its tile on the wall: small, from zero, with the bound that it is held against."""

from markupsafe import Markup

from dashboard.figures.svg.line import line
from dashboard.figures.svg.marks import attributes, picture, rule, words
from dashboard.figures.svg.scale import Columns, Linear
from dashboard.figures.svg.text_width import width_of
from dashboard.tokens import WALL_TYPE, Ground

DOT, EDGE = 5, 8
"""px: radius of the last day's mark, and what is free around the line."""
CAPTION, CAPTION_FROM = WALL_TYPE["body"], 64
"""px of the words above the line, and of the height from which it has room for them."""
MOST_ABOVE = 1.15
"""The scale goes on a little above the highest day."""


def day_line(
    values: list[float | None], is_partial: list[bool], *, limit: float | None, caption: str, label: str, ground: Ground, width: float,
    height: float,
) -> Markup:
    """Values by day, the newest last: null is a gap, a day that is not over a hollow mark beside the line, the bound a broken rule.

    `limit`: in the unit of the values, null = none is drawn. Nothing is drawn where fewer than two days are known.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return Markup("")
    has_caption = height >= CAPTION_FROM
    top = EDGE + (CAPTION if has_caption else 0)
    most = max([*known, limit or 0, 0]) * MOST_ABOVE or 1
    y, x = Linear(min([*known, 0]), most, height - EDGE, top), Columns(len(values), 0, width - EDGE)
    whole = [None if value is None or partial else (x.middle(number), y.at(value))
             for number, (value, partial) in enumerate(zip(values, is_partial, strict=True))]
    last = max(number for number, value in enumerate(values) if value is not None)
    parts = [rule(0, y.at(0), width, y.at(0), ground.hairline), line(whole, ground.series["plain"], 4)]
    if limit is not None:
        edge = attributes(stroke=ground.series["watch"], stroke_width=2, stroke_dasharray="7 6")
        parts.append(Markup('<line x1="0" y1="{0:.1f}" x2="{1:.0f}" y2="{0:.1f}"{2}/>').format(y.at(limit), width, edge))
    fill = ground.panel if is_partial[last] else ground.ink
    parts.append(Markup('<circle cx="{:.1f}" cy="{:.1f}" r="{}" fill="{}" stroke="{}" stroke-width="3"/>').format(
        x.middle(last), y.at(values[last] or 0), DOT, fill, ground.ink))
    if has_caption and width_of(caption, CAPTION) <= width:
        parts.append(words(0, CAPTION - 4, caption, ground.grey, size=CAPTION))
    return picture(width, height, parts, label)
