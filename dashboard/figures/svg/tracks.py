"""Rows of a still picture: a name, a track on one common scale, and what is to be said of it. HTML whose colours are the page's own.

Pieces of a track are placed in per cent of its width. Their colours are variables of the style sheet (tracks.css), so that one
picture serves both grounds; every state has its mark and its words as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.figures.svg.scale import Linear, side_of
from dashboard.plain_text import LINE_EMS, on_page

CROWDED = 15.0
"""Per cent of the track's width within which a label of the scale gives way to that of the line across all rows: two half labels on an
upright tablet."""
AT_THE_ENDS = 15.0
"""Per cent within which a label stands inside the scale's end instead of over its place, so that none hangs over the edge."""


@dataclass(frozen=True)
class Picture:
    """A picture of tracks. An object of its own, since the cache of figures refers to what it gave out, which it cannot to a text."""

    html: Markup


@dataclass(frozen=True)
class Track:
    """A common scale of rows; what lies outside it is drawn at its ends."""

    first: float
    last: float

    def at(self, value: float) -> float:
        """Per cent of the width from the left, 0 to 100."""
        return Linear(self.first, self.last, 0, 100).within(value)

    def piece(self, kind: str, start: float, end: float) -> Markup:
        """A piece from `start` to `end`; nothing where it has no length inside the scale."""
        left, right = self.at(start), self.at(end)
        if right <= left:
            return Markup("")
        return Markup('<i class="{}" style="left:{:.2f}%;width:{:.2f}%"></i>').format(kind, left, right - left)

    def sign(self, kind: str, value: float, mark: str = "") -> Markup:
        """A line, or the mark given, at a value."""
        return Markup('<i class="{}" style="left:{:.2f}%">{}</i>').format(kind, self.at(value), mark)


def axis(track: Track, labels: Iterable[tuple[float, str]], now: tuple[float, str] | None = None) -> Markup:
    """The labels over the tracks; the one of the line across all rows (`now`) stands out, and those beside it give way."""
    near = track.at(now[0]) if now else None
    shown = [(at, name, "") for at, name in labels if near is None or abs(track.at(at) - near) >= CROWDED]
    shown += [(*now, "now ")] if now else []
    spans = (
        Markup('<span class="{}{}" style="left:{:.2f}%">{}</span>').format(kind, side_of(track.at(at), AT_THE_ENDS), track.at(at), name)
        for at, name, kind in shown
    )
    return Markup('<div class="axis"><div class="track">{}</div></div>').format(Markup("").join(spans))


def row(name: str, under: str, pieces: Iterable[Markup], said: str, said_under: str, state: str = "", mark: str = "") -> Markup:
    """The cells of one row. `pieces`: what `Track` gives for its track."""
    sign = Markup('<span class="mark">{}</span> ').format(mark) if mark else ""
    return Markup(
        '<span class="who"><b>{}{}</b><small>{}</small></span><span class="track {}">{}</span>'
        '<span class="said"><b>{}</b><small>{}</small></span>'
    ).format(sign, on_page(name, LINE_EMS), on_page(under), state, Markup("").join(pieces), said, said_under)


def picture(keys: Iterable[tuple[str, str]], head: Markup, items: Iterable[Markup], kind: str = "tracks") -> Markup:
    """The whole picture: what its pieces are called, its axis, its rows. Keys: (class of the piece, words)."""
    named = Markup("").join(Markup('<span><i class="{}"></i>{}</span>').format(piece, words) for piece, words in keys)
    return Markup('<p class="chart-legend tracks-legend">{}</p><div class="{}">{}<ol>{}</ol></div>').format(
        named, kind, head, Markup("").join(items)
    )
