"""Rows of a still picture: a name, a track on one common scale, and what is to be said of it. HTML whose colours are the page's own.

Pieces of a track are placed in per cent of its width. Their colours are variables of the style sheet (tracks.css), so that one
picture serves both grounds; every state has its mark and its words as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

CROWDED = 15.0
"""Per cent of the track's width within which a label of the scale gives way to that of the line across all rows: two half labels on an
upright tablet."""
AT_THE_ENDS = 15.0
"""Per cent within which a label stands inside the scale's end instead of over its place, so that none hangs over the edge."""


@dataclass(frozen=True)
class Picture:
    """A drawing of tracks."""

    html: str


@dataclass(frozen=True)
class Scale:
    """A common scale; places outside it are drawn at its ends."""

    first: float
    last: float

    def at(self, value: float) -> float:
        """Per cent of the width from the left, 0 to 100."""
        share = (value - self.first) / (self.last - self.first) if self.last > self.first else 0.0
        return 100 * min(1.0, max(0.0, share))

    def piece(self, kind: str, start: float, end: float, said: str = "") -> str:
        """A piece from `start` to `end`; nothing where it has no length inside the scale. `said`: its title."""
        left, right = self.at(start), self.at(end)
        if right <= left:
            return ""
        title = f' title="{escape(said, quote=True)}"' if said else ""
        return f'<i class="{kind}"{title} style="left:{left:.2f}%;width:{right - left:.2f}%"></i>'

    def sign(self, kind: str, value: float, mark: str = "") -> str:
        """A line, or the mark given, at a value."""
        return f'<i class="{kind}" style="left:{self.at(value):.2f}%">{escape(mark)}</i>'


def axis(scale: Scale, labels: Iterable[tuple[float, str]], line: tuple[float, str] | None = None) -> str:
    """The labels over the tracks; the one of the line across all rows stands out, and those beside it give way."""
    near = scale.at(line[0]) if line else None
    shown = [(at, name, "") for at, name in labels if near is None or abs(scale.at(at) - near) >= CROWDED]
    shown += [(line[0], line[1], "now ")] if line else []
    spans = "".join(
        f'<span class="{kind}{_side(scale.at(at))}" style="left:{scale.at(at):.2f}%">{escape(name)}</span>' for at, name, kind in shown
    )
    return f'<div class="axis"><div class="track">{spans}</div></div>'


def row_html(name: str, under: str, track: str, said: str, said_under: str, state: str = "", mark: str = "") -> str:
    """The cells of one row. Words are escaped here; `track` is HTML of `Scale`."""
    sign = f'<span class="mark">{escape(mark)}</span> ' if mark else ""
    return (
        f'<span class="who"><b>{sign}{escape(name)}</b><small>{escape(under)}</small></span>'
        f'<span class="track {escape(state)}">{track}</span>'
        f'<span class="said"><b>{escape(said)}</b><small>{escape(said_under)}</small></span>'
    )


def legend(entries: Iterable[tuple[str, str]]) -> str:
    """What the pieces are called. Entries: (class of the piece, words)."""
    keys = "".join(f'<span><i class="{kind}"></i>{escape(words)}</span>' for kind, words in entries)
    return f'<p class="chart-legend tracks-legend">{keys}</p>'


def _side(at: float) -> str:
    return "end" if at > 100 - AT_THE_ENDS else "start" if at < AT_THE_ENDS else "mid"
