"""Tracks as a leaf to take away: the rows of the page's picture, in places and colours of their own."""

from collections.abc import Iterator

from markupsafe import Markup

from dashboard.figures.svg.leaf import INNER, Captions, broken, leaf
from dashboard.figures.svg.marks import attributes, box, rule, words
from dashboard.figures.svg.text_width import LATIN_OF_NAMES, width_of
from dashboard.figures.svg.traces import HATCH_ID
from dashboard.figures.svg.tracks import Picture
from dashboard.figures.svg.tracks_read import Piece, TrackRow, TracksRead
from dashboard.tokens import BODY, SMALL, STATES, Ground

NAMES_WIDE, FIRST, LAST, SAID = 300.0, 320.0, 710.0, 730.0
"""px: the names' column; from where to where the tracks reach; where what is said begins."""
LEAST_HIGH, LINE, PAD = 40.0, 1.38, 8.0
AXIS_HIGH, LEGEND_LINE = 26.0, 20.0
INKS = {"act": "act_ink", "watch": "watch_ink"}
ANCHORS = {"mid": "middle", "end": "end", "start": "start"}


def tracks_leaf(picture: Picture, captions: Captions, ground: Ground) -> str:
    """The file."""
    read = TracksRead(picture)
    parts, y = list(_legend(read.keys, ground)), LEGEND_LINE * (1 + _lines(read.keys))
    if read.labels:
        for label in read.labels:
            anchor = next((ANCHORS[kind] for kind in label.kind.split() if kind in ANCHORS), "middle")
            is_now = "now" in label.kind.split()
            ink = ground.ink if is_now else ground.grey
            parts.append(words(_x(label.left), y + 16, label.said, ink, size=SMALL, anchor=anchor, bold=is_now))
        y += AXIS_HIGH
        parts.append(rule(FIRST, y, LAST, y, ground.grey))
    for row in read.rows:
        high = _height(row)
        parts += [*_row(row, y, high, ground), rule(0, y + high, INNER, y + high, ground.hairline)]
        y += high
    for said in (line for more in read.below for line in broken(more, INNER, SMALL)):
        y += SMALL * LINE
        parts.append(words(0, y + 4, said, ground.ink, size=SMALL))
    return leaf(captions, Markup("").join(parts), y + 4, ground)


def _height(row: TrackRow) -> float:
    tall = (sum(size * LINE for _, size in _told(row, place, wide)) for place, wide in (("who", NAMES_WIDE), ("said", INNER - SAID)))
    return max(LEAST_HIGH, max(tall) + PAD)


def _told(row: TrackRow, place: str, wide: float) -> list[tuple[str, float]]:
    """The lines of a place of a row and the size of their type."""
    sizes = (("b", BODY), ("small", SMALL))
    return [(line, size) for weight, size in sizes for line in broken(row.words.get((place, weight), ""), wide, size)]


def _row(row: TrackRow, top: float, high: float, ground: Ground) -> Iterator[Markup]:
    for place, x, wide in (("who", 0.0, NAMES_WIDE), ("said", SAID, INNER - SAID)):
        y = top + PAD / 2
        for line, size in _told(row, place, wide):
            y += size * LINE
            plain = ground.grey if size == SMALL else ground.ink
            ink = getattr(ground, INKS[row.state]) if size == BODY and place == "said" and row.state == "act" else plain
            yield words(x, y - 4, line, ink, size=size, bold=size == BODY)
    for piece in row.pieces:
        yield _piece(piece, _x(piece.left), (LAST - FIRST) * piece.width / 100, top, high, ground)


def _piece(piece: Piece, x: float, wide: float, top: float, high: float, ground: Ground) -> Markup:
    kind, y = piece.kind.split()[0], top + 12
    if kind in ("now", "today-line"):
        return box(x - 1, top, 2, high, ground.ink)
    if kind == "rule":
        look = attributes(stroke=ground.watch_ink, stroke_width=2, stroke_dasharray="5 4")
        return Markup('<path d="M{:.1f} {:.1f}v{:.1f}"{}/>').format(x, top, high, look)
    if kind == "median":
        return box(x - 2, top + 9, 4, 22, ground.ink)
    if kind == "range":
        return box(x, top + 19, wide, 2, ground.edge)
    if kind == "p90":
        return words(x, y + 13, piece.said or "\u25c7", ground.ink, size=SMALL, anchor="middle")
    if kind == "cut":
        return words(x, y + 12, piece.said, ground.ink, size=SMALL, anchor="start" if "after" in piece.kind else "end", bold=True)
    fills = {
        "clear": (ground.sequence[3], ground.sequence[3]), "rest": (ground.panel, ground.edge), "late": (STATES["act"], ground.act_ink),
        "waits": (STATES["watch"], ground.watch_ink), "middle": (ground.sequence[2], ground.edge),
    }
    fill, edge = fills.get(kind, (ground.panel, ground.edge))
    drawn = box(x, y, wide, 16, fill, stroke=edge)
    return drawn + box(x, y, wide, 16, f"url(#{HATCH_ID})") if kind in ("late", "waits") else drawn


def _places(keys: list[Piece]) -> Iterator[tuple[Piece, float, int]]:
    """Each key with its place and its line."""
    x, line = 0.0, 0
    for key in keys:
        wide = 24 + width_of(key.said, SMALL, LATIN_OF_NAMES) + 20
        if x and x + wide > INNER:
            x, line = 0.0, line + 1
        yield key, x, line
        x += wide


def _lines(keys: list[Piece]) -> int:
    return max((line for _, _, line in _places(keys)), default=0)


def _legend(keys: list[Piece], ground: Ground) -> Iterator[Markup]:
    for key, x, line in _places(keys):
        swatch = _piece(Piece(key.kind, 0, 0), 2, 16, 0, 14, ground)
        lift = LEGEND_LINE * line - (12 if key.kind in ("clear", "rest", "late", "waits", "middle", "p90", "median", "range") else 0)
        yield Markup('<g transform="translate({:.1f} {:.1f})">{}</g>').format(x, lift, swatch)
        yield words(x + 24, LEGEND_LINE * line + 13, key.said, ground.ink, size=SMALL)


def _x(share: float) -> float:
    return FIRST + (LAST - FIRST) * share / 100
