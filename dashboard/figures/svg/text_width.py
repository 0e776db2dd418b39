"""About how wide a text is, before any browser has set it, and what follows from that: where it is broken or shortened."""

from collections.abc import Iterable

TYPE, FIGURE_TYPE = 24, 28
"""px of words and of figures in a picture of the wall, which are read from six metres."""
NOT_CHINESE = "\u2e7f"
"""Letters above are Chinese, and as wide as they are high."""
AS_WIDE = "…%"
"""Signs that are nearly so."""
LATIN = 0.57
"""Width of any other letter, a share of its height."""
BY_LETTER = ((" ijlI.,:;'!|", 0.3), ("frt()[]-/", 0.4), ("m", 0.88), ("w", 0.76), ("MW", 0.92))
"""Width of the letters that are narrower or wider than others, a share of the height; a capital has 0.68."""
LATIN_OF_NAMES = 0.55
"""In the names of a chart, which may come close to the space they have."""
LATIN_AT_MOST = 0.6
"""In names that must not leave a chart: those of districts with many wide letters."""


def width_of(text: str, size: float = TYPE, latin: float = LATIN) -> float:
    """About how wide a text is, px."""
    return size * sum(1 if letter > NOT_CHINESE or letter in AS_WIDE else latin for letter in text)


def width_as_set(text: str, size: float) -> float:
    """How wide a browser sets a text, px, letter by letter: at most this in the fonts of a wall. For what may fill the room it has."""
    return size * sum(1 if letter > NOT_CHINESE or letter in AS_WIDE else _as_set(letter) for letter in text)


def _as_set(letter: str) -> float:
    return next((wide for letters, wide in BY_LETTER if letter in letters), LATIN if letter.islower() or not letter.isalpha() else 0.68)


def joined_lines(parts: Iterable[str], between: str, width: float, size: float = TYPE, latin: float = LATIN) -> list[str]:
    """The parts joined into as few lines as hold them; a part is never broken."""
    lines: list[str] = []
    for part in parts:
        joined = f"{lines[-1]}{between}{part}" if lines else part
        lines = [*lines[:-1], joined] if lines and width_of(joined, size, latin) <= width else [*lines, part]
    return lines


def wrapped(text: str, comma: str, width: float, most: int = 2) -> list[str]:
    """A list in words, broken after commas into at most so many lines that fit; what does not fit is "…"."""
    lines = joined_lines(text.split(comma), comma, width)
    shown = [line + comma.strip() for line in lines[:-1]] + lines[-1:]
    return shown if len(shown) <= most else [*shown[: most - 1], f"{shown[most - 1]} …"]
