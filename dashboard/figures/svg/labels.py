"""Labels of a figure of the chart library, which may hold a little HTML, as words of a picture."""

import re

from markupsafe import Markup

from dashboard.plain_text import on_screen
from dashboard.tokens import SMALL

BOLD = re.compile(r"<b>(.*?)</b>")
TAG = re.compile(r"<[^>]+>")


def label(x: float, y: float, said: object, colour: str, anchor: str = "start") -> Markup:
    """A line of words whose base line is at `y`; what the figure sets in heavy type is heavy."""
    parts = BOLD.split(str(said))
    spans = (Markup('<tspan font-weight="700">{}</tspan>' if n % 2 else "{}").format(plain(part)) for n, part in enumerate(parts) if part)
    return Markup('<text x="%.1f" y="%.1f" font-size="%s" text-anchor="%s" fill="%s">%s</text>') % (
        x, y, SMALL, anchor, colour, Markup("").join(spans)
    )


def as_text(name: object) -> str:
    """A name as it reads: letters instead of their codes; what looks like a tag in it is what somebody typed."""
    return on_screen(Markup(str(name)).unescape())


def plain(said: object) -> str:
    """What a label reads as: no tags, letters instead of their codes."""
    return on_screen(Markup(TAG.sub("", str(said))).unescape())
