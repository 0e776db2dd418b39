"""Whether the beginning of a file is UTF-16, with its mark or without."""

import codecs

MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
UNMARKED = {"utf-16-le": 1, "utf-16-be": 0}
"""Encodings without a mark, and which byte of a pair is 0 in Latin text."""
LATIN = 20
"""One byte in so many, at least, is the empty half of a Latin letter, digit or separator."""
FEWER = 4
"""The other halves are empty so many times less often: 一 and 开 end in 00 too."""


def utf16_of(head: bytes) -> str | None:
    """utf-16 (it has its mark), utf-16-le, utf-16-be, or null. `head`: the first bytes, an even number of them."""
    if head[:2] in MARKS:
        return "utf-16"
    for name, zero in UNMARKED.items():
        empty = head[zero::2].count(0)
        if len(head) > 3 and empty > len(head) // LATIN and head[1 - zero :: 2].count(0) * FEWER <= empty:
            return name
    return None
