"""What a picture of tracks says, read back from its HTML: its keys, its axis, its rows, and what stands below it."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from dashboard.figures.svg.tracks import Picture

LEFT, WIDTH = re.compile(r"left:(-?[\d.]+)%"), re.compile(r"width:([\d.]+)%")


@dataclass
class Piece:
    """A piece or a sign of a track; per cent of its width."""

    kind: str
    left: float
    width: float
    said: str = ""


@dataclass
class TrackRow:
    """A row: its state, what it is of, its pieces, what is said of it. `words`: by place (who, said) and weight (b, small)."""

    state: str
    pieces: list[Piece] = field(default_factory=list)
    words: dict[tuple[str, str], str] = field(default_factory=dict)


class TracksRead(HTMLParser):
    """The parts of a picture."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self.keys: list[Piece] = []
        self.labels: list[Piece] = []
        self.rows: list[TrackRow] = []
        self.below: list[str] = []
        self._open: list[tuple[str, list[str]]] = []
        self.feed(str(picture.html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        kinds, style = given.get("class", "").split(), given.get("style", "")
        left, width = LEFT.search(style), WIDTH.search(style)
        piece = Piece(" ".join(kinds), float(left[1]) if left else 0.0, float(width[1]) if width else 0.0)
        if tag == "li":
            self.rows.append(TrackRow(kinds[0] if kinds else ""))
        elif tag == "i":
            (self.keys if self._in("tracks-legend") else self.rows[-1].pieces).append(piece)
        elif tag == "span" and self._in("axis"):
            self.labels.append(piece)
        elif tag == "p" and "tracks-more" in kinds:
            self.below.append("")
        self._open.append((tag, kinds))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._in("tracks-more"):
            self.below[-1] += data
        elif self._in("tracks-legend") and self.keys:
            self.keys[-1].said += data
        elif self._in("axis") and self.labels:
            self.labels[-1].said += data
        elif self.rows and self._open and self._open[-1][0] == "i":
            self.rows[-1].pieces[-1].said += data
        elif self.rows and (place := next((place for place in ("who", "said") if self._in(place)), "")):
            weight = "small" if any(tag == "small" for tag, _ in self._open) else "b"
            self.rows[-1].words[place, weight] = self.rows[-1].words.get((place, weight), "") + data

    def _in(self, kind: str) -> bool:
        return any(kind in kinds for _, kinds in self._open)
