"""A leaf to take away: a chart or map as one SVG that says what it is. It refers to nothing outside itself, fonts are named, not loaded."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.figures.figure import Figure
from dashboard.figures.legend import Entry, legend_entries
from dashboard.figures.svg.marks import attributes, box
from dashboard.figures.svg.plotted import Plotted
from dashboard.figures.svg.shades import shade_entries
from dashboard.figures.svg.text_width import LATIN_OF_NAMES, width_of
from dashboard.figures.svg.traces import HATCH_ID
from dashboard.plain_text import on_screen
from dashboard.tokens import BODY, FONT, LEAD, SMALL, Ground

WIDTH, MARGIN = 960, 24
INNER = WIDTH - 2 * MARGIN
LINE = 1.45
"""Height of a line, of its type."""
CHINESE, STOPS = "\u2e80", "\uff0c\u3002\u3001\uff1b\uff1a\uff09\u201d\uff01\uff1f ,.;:)"
HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True)
class Captions:
    """What stands around a picture, so that it can be understood where the board is not at hand."""

    title: str
    """What is measured, with its unit."""
    sentence: str
    sources: tuple[str, ...]
    """Source and moment, then what else has to be known: an overdue feed, where boundaries come from."""
    made_up: str
    """The mark of made-up rows in words; "" where there are none."""
    filters: str = ""
    """Under which filters the figures stand."""


def leaf(captions: Captions, body: Markup, height: float, ground: Ground, entries: Iterable[Entry] = ()) -> str:
    """The whole file. `body`: elements in a box of `INNER` by `height`."""
    legend, legend_high = _legend(list(entries), ground)
    title = broken(captions.title, INNER - (width_of(captions.made_up, SMALL) + 24 if captions.made_up else 0), LEAD)
    parts, y = [], MARGIN + LEAD * 0.9
    for line in title:
        parts.append(_words(MARGIN, y, line, ground.ink, LEAD, bold=True))
        y += LEAD * LINE
    if captions.made_up:
        mark = f"◇ {captions.made_up}"
        parts.append(_words(WIDTH - MARGIN, MARGIN + LEAD * 0.9, mark, ground.watch_ink, SMALL, bold=True, anchor="end"))
    for line in broken(captions.filters, INNER, SMALL):
        parts.append(_words(MARGIN, y - 4, line, ground.grey, SMALL))
        y += SMALL * LINE
    y -= LEAD * LINE * 0.55
    parts.append(_moved(MARGIN, y, legend))
    y += legend_high + 6
    parts.append(_moved(MARGIN, y, body))
    y += height + BODY * 1.6
    for size, colour, said in ((BODY, ground.ink, (captions.sentence,)), (SMALL, ground.grey, captions.sources)):
        for line in (line for words in said for line in broken(words, INNER, size)):
            parts.append(_words(MARGIN, y, line, colour, size))
            y += size * LINE
    return HEADER + _document(captions, parts, y + MARGIN - SMALL, ground)


def chart_leaf(figure: Figure, captions: Captions, *, lang: str, ground: Ground) -> str:
    """A figure as a leaf. Raises: ValueError for a trace of a kind that cannot be drawn."""
    drawn = Plotted(figure, INNER, lang=lang, ground=ground)
    entries = [entry for entry in legend_entries(figure, ground) if entry.name]
    entries += shade_entries(figure, lang, ground)
    return leaf(captions, drawn.picture(), drawn.height, ground, entries)


def broken(said: str, width: float, size: float) -> list[str]:
    """Words broken into lines of that width, between Latin words and between Chinese letters."""
    lines, line = [], ""
    for piece in _pieces(said):
        if line and width_of(line + piece.rstrip(), size, LATIN_OF_NAMES) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(said: str) -> list[str]:
    """What may not be broken: a Latin word with the space behind it, a Chinese letter with the stop behind it."""
    pieces: list[str] = []
    for letter in said:
        before = pieces[-1][-1] if pieces else ""
        if before and (letter in STOPS or (letter < CHINESE and before < CHINESE and before != " ")):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _legend(entries: list[Entry], ground: Ground) -> tuple[Markup, float]:
    """The names of colours and lines in rows that fit, and how high they are."""
    parts, x, y = [], 0.0, SMALL * 1.0
    for entry in entries:
        wide = 24 + width_of(entry.name, SMALL, LATIN_OF_NAMES) + 20
        if x and x + wide > INNER:
            x, y = 0.0, y + SMALL * 1.5
        parts += [_swatch(entry, x, y), _words(x + 24, y, entry.name, ground.ink, SMALL)]
        x += wide
    return Markup("").join(parts), y + SMALL * 0.6 if entries else 0.0


def _swatch(entry: Entry, x: float, y: float) -> Markup:
    if entry.kind in ("box", "hatched"):
        swatch = box(x, y - 10, 16, 11, entry.colour, stroke=entry.edge)
        return swatch + box(x, y - 10, 16, 11, f"url(#{HATCH_ID})") if entry.kind == "hatched" else swatch
    if entry.kind == "line":
        return box(x, y - 6, 18, 3, entry.colour)
    return _words(x + 2, y, entry.kind, entry.colour, SMALL)


def _document(captions: Captions, parts: Iterable[Markup], height: float, ground: Ground) -> str:
    stripes = Markup(
        '<defs><pattern id="{0}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="2.6" height="6" fill="{1}"/></pattern></defs>'
    ).format(HATCH_ID, ground.paper)
    said = on_screen(" ".join((captions.sentence, *captions.sources)).strip())
    return str(Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{0:.0f}" height="{1:.0f}" viewBox="0 0 {0:.0f} {1:.0f}" font-family="{2}">'
        "<title>{3}</title><desc>{4}</desc>{5}{6}{7}</svg>\n"
    ).format(WIDTH, height, FONT, on_screen(captions.title), said, stripes, box(0, 0, WIDTH, height, ground.paper), Markup("").join(parts)))


def _moved(x: float, y: float, elements: Markup) -> Markup:
    return Markup('<g transform="translate({:.1f} {:.1f})">{}</g>').format(x, y, elements)


def _words(x: float, y: float, said: str, colour: str, size: float, *, bold: bool = False, anchor: str = "start") -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" font-size="{}" text-anchor="{}" fill="{}"{}>{}</text>').format(
        x, y, size, anchor, colour, attributes(font_weight=700) if bold else "", on_screen(said)
    )
