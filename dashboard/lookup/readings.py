"""How Chinese letters are read: the letters of a syllable, of an initial, and those that sound like another, as tables over code units.

The file has every letter of the common block with its usual reading and its others, without tones. It is made from pypinyin by
`make docs`: the library itself would take 56 MB of the server's memory.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).with_name("readings.txt")
UNITS = 1 << 16
"""Code units of UTF-16: what a text of the index is made of."""

Letters = npt.NDArray[np.uint16]


class Syllable(NamedTuple):
    """The letters that are read so: usually, and some of the time."""

    usual: Letters
    also: Letters


@cache
def syllables() -> dict[str, Syllable]:
    """Every syllable with its letters. ü is v, and where keyboards and passports write it otherwise, u and yu too."""
    found = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        syllable, usual, also = line.split("\t")
        found[syllable] = Syllable(units(usual), units(also))
    for syllable in [name for name in found if name[1:2] == "v"]:
        for written in ("yu", "u"):
            other = syllable.replace("v", written)
            known = found.get(other, Syllable(units(""), units("")))
            found[other] = Syllable(known.usual, np.union1d(known.also, found[syllable].usual))
    return found


@cache
def beginnings() -> dict[str, tuple[str, ...]]:
    """Every beginning of a syllable, whole ones included, with the syllables that begin so."""
    found: dict[str, list[str]] = {}
    for syllable in syllables():
        for end in range(1, len(syllable) + 1):
            found.setdefault(syllable[:end], []).append(syllable)
    return {part: tuple(names) for part, names in found.items()}


@cache
def usual_readings() -> dict[int, str]:
    """The usual reading of every letter, by its code, for str.translate."""
    return {letter: name for name, letters in syllables().items() for letter in letters.usual.tolist()}


def sounding_like(letter: int) -> Letters:
    """Letters that may be read as this one usually is, itself included: what an input method writes by mistake."""
    same = [np.concatenate(letters) for letters in syllables().values() if letter in letters.usual]
    return np.unique(np.concatenate([*same, np.array([letter], dtype=np.uint16)]))


def units(text: str) -> Letters:
    """The code units of a text. A half of a letter beyond the common ones counts as one, on both sides of a comparison."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
