"""Texts as they are compared: without case, width, tone marks, spaces and punctuation, and where in them a word begins."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dashboard.lookup.readings import UNITS, Letters, units

SEPARATOR = "\n"
DROPPED, LETTER, LATIN, DIGIT = range(4)
_TONES = re.compile("[\u0300-\u036f]")


class Folded(NamedTuple):
    """Texts one behind the other, each closed by the separator."""

    units: Letters
    begins_word: npt.NDArray[np.bool_]


def folded(texts: Iterable[str]) -> Folded:
    """The texts, folded. Breaks inside a text are spaces."""
    joined = "".join(text.replace(SEPARATOR, " ") + SEPARATOR for text in texts)
    raw = units(_plain(joined))
    kinds = _kinds()[raw]
    before = np.concatenate([np.array([DROPPED], dtype=np.uint8), kinds[:-1]])
    begins = (kinds != before) & (kinds != DROPPED)
    kept = (kinds != DROPPED) | (raw == ord(SEPARATOR))
    return Folded(raw[kept], begins[kept])


def folded_words(text: str) -> tuple[str, ...]:
    """The words of one text that somebody typed, folded; none where nothing of it counts."""
    parts = (folded([word]).units[:-1].tobytes().decode("utf-16-le", "replace") for word in text.split())
    return tuple(part for part in parts if part)


def _plain(text: str) -> str:
    """Without width and case; ü is v, as keyboards write it, and other marks are left out."""
    wide = unicodedata.normalize("NFKC", text).casefold()
    if wide.isascii() or not _has_marks(wide):
        return wide
    return unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", wide).replace("u\u0308", "v")))


def _has_marks(text: str) -> bool:
    return any("\u00c0" <= letter < "\u0370" for letter in set(text))


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """What each code unit is; halves of letters beyond the common ones count as letters."""
    kinds = np.zeros(UNITS, dtype=np.uint8)
    for code in range(UNITS):
        letter = chr(code)
        if letter.isdigit():
            kinds[code] = DIGIT
        elif letter.isalpha() and code < 0x2E80:
            kinds[code] = LATIN
        elif letter.isalnum() or 0xD800 <= code < 0xE000:
            kinds[code] = LETTER
    return kinds
