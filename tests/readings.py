"""The file of readings that the index of names uses, made from pypinyin: written by `make docs`, held to by a test."""

import re
from collections import defaultdict

from pypinyin import Style, pinyin

LETTERS = ("\u3007", *map(chr, range(0x4E00, 0xA000)))
"""The common block, and the zero that is written as a letter."""


def readings() -> str:
    """A line a syllable: the syllable, the letters that are usually read so, those that are at times."""
    usual: dict[str, list[str]] = defaultdict(list)
    also: dict[str, list[str]] = defaultdict(list)
    for letter in LETTERS:
        for place, syllable in enumerate(_of(letter)):
            (also if place else usual)[syllable].append(letter)
    return "".join(f"{name}\t{''.join(usual[name])}\t{''.join(also[name])}\n" for name in sorted({*usual, *also}))


def _of(letter: str) -> list[str]:
    """Its readings without tones, the usual one first; ü is v."""
    found = pinyin(letter, style=Style.NORMAL, heteronym=True, errors="ignore")
    plain = (re.sub("[^a-z]", "", syllable.replace("\u00ea", "e").replace("\u00fc", "v")) for syllable in (found[0] if found else ()))
    return [syllable for syllable in dict.fromkeys(plain) if syllable]
