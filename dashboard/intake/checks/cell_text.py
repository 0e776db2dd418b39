"""The text of cells before anything is read from it: without signs that nobody sees, and without what keeps an id a text."""

from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.intake.chunks import LINE

INVISIBLE = r"[\x{ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2064}\x{2066}-\x{206f}\x{feff}]"
"""Zero-width signs, soft hyphens, and those that turn the direction of writing: ids that differ in them alone look the same, and a cell
that turns the direction would turn our own sentence around it. The joiner of emoji is among them; without it a picture is two."""
MARKS = (b"\xc2\xad", b"\xe2\x80", b"\xe2\x81", b"\xef\xbb\xbf")
"""One of these bytes stands in whatever holds such a sign: looking for them is nearly free, and most columns have none."""
KEPT_AS_TEXT = r'^\s*="([^"]*)"\s*$'
"""="00123", by which exports keep a spreadsheet from making 00123 a number."""
KEPT_FROM_FORMULA = "^'(\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20])"
"""'=1+1, by which our own exports, and people, keep a spreadsheet from working out a text; elsewhere it is a person's own sign."""


@dataclass
class Seen:
    """How often a column had something that was taken out, and where first."""

    column: str
    row: int
    n: int


@dataclass
class CellTexts:
    """Frees the chunks of one file, and remembers what it took out."""

    invisible: dict[str, Seen] = field(default_factory=dict)
    """By column."""

    def freed(self, chunk: pa.Table) -> pa.Table:
        """The chunk with its texts freed; unchanged columns are the same arrays."""
        for at, name in enumerate(chunk.column_names):
            if name != LINE:
                text = chunk.column(name).combine_chunks()
                freed = self._freed(name, text, chunk.column(LINE))
                if freed is not text:
                    chunk = chunk.set_column(at, name, freed)
        return chunk

    def _freed(self, name: str, text: pa.StringArray, lines: pa.ChunkedArray) -> pa.StringArray:
        stored = text.buffers()[2]
        if stored is None:
            return text
        raw = stored.to_pybytes()
        if b'="' in raw:
            text = pc.replace_substring_regex(text, KEPT_AS_TEXT, r"\1")
        if b"'" in raw:
            text = pc.replace_substring_regex(text, KEPT_FROM_FORMULA, r"\1")
        if raw.isascii() or not any(mark in raw for mark in MARKS):
            return text
        odd = pc.fill_null(pc.match_substring_regex(text, INVISIBLE), False)
        n = pc.sum(odd).as_py()
        if not n:
            return text
        before = self.invisible.get(name)
        first = pc.min(lines.filter(odd)).as_py()
        self.invisible[name] = Seen(name, before.row if before else first, n + (before.n if before else 0))
        return pc.replace_substring_regex(text, INVISIBLE, "")
