"""Text that was spoilt on its way: question marks for letters, replacement characters, and letters of another encoding.

Such text is never taken for a name or a place: what it was, only its sender knows.
"""

import codecs
import re

import pyarrow as pa
import pyarrow.compute as pc

SIGNS = r"\?\?|\x{FFFD}|锟斤|[\x{E000}-\x{F8FF}]"
"""In the grammar of RE2: what a spoilt cell has in it."""
SAMPLE = 2_000
"""First cells of a column and chunk that are tried for another encoding: a file is spoilt as a whole, or where a system wrote a column."""
ASKED = re.compile(r"[?？]")
COMMON_HAN = re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\x20-\x7e]+")
MISREAD = (("gb18030", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gb18030"), ("utf-8", "gb18030"))
"""(encoding in which the text was read, the one in which it was written)."""
LONG_RUN = 6
"""Latin letters with accents that three Chinese characters become."""
GREEK, RUSSIAN = re.compile("[\u0386-\u03ce]+"), re.compile("[\u0401-\u0451]+")
FEWEST = 2
"""Letters that have to come out as Chinese characters: one may be chance."""


def spoilt_cells(cells: pa.Array, is_doubtful: bool, is_prose: bool) -> list[int]:
    """Places in a column of text, from 0, of the cells that are spoilt.

    `is_doubtful`: the file has signs of it. `is_prose`: people write sentences in this column, in which ?? may be meant.
    """
    found: list[int] = []
    if is_doubtful:
        hits = pc.indices_nonzero(pc.fill_null(pc.match_substring_regex(cells, SIGNS), False)).to_pylist()
        found = [at for at in hits if _is_lost(cells[at].as_py(), is_prose)]
    sample = cells.slice(0, SAMPLE).to_pylist()
    known = {text for text in set(sample) if text and not text.isascii() and meant_by(text)}
    return sorted({*found, *(at for at, text in enumerate(sample) if text in known)}) if known else found


def meant_by(text: str) -> str | None:
    """What a text was before it was read in another encoding; null where nothing says that it was."""
    for written, read in MISREAD:
        if (written == "gb18030") != any("\u2e80" <= letter <= "\uffef" for letter in text):
            continue
        try:
            # The last letter may have lost its end: half a character was shown as a question mark.
            meant = codecs.getincrementaldecoder(read)().decode(text.rstrip("?\ufffd").encode(written))
        except UnicodeError:
            continue
        is_chinese = sum("\u4e00" <= letter <= "\u9fff" for letter in meant) >= FEWEST and COMMON_HAN.fullmatch(meant)
        if is_chinese and (read == "utf-8" or (_is_common(meant) and _is_foreign(text, written))):
            return meant
    return None


def _is_foreign(text: str, written: str) -> bool:
    """Whether GBK's bytes were read as letters of UTF-8 that no Western word has, or as a run of Latin ones that is too long for a word."""
    letters = [letter for letter in text if letter > "\x7f"]
    if written != "utf-8":
        return len(letters) >= LONG_RUN
    return all(letter > "\u024f" for letter in letters) and not (GREEK.fullmatch("".join(letters)) or RUSSIAN.fullmatch("".join(letters)))


def _is_common(text: str) -> bool:
    """Whether every Chinese character is one of the 3,755 that GB 2312 has first: chance hits rarer ones too."""
    han = [letter.encode("gb18030") for letter in text if "\u4e00" <= letter <= "\u9fff"]
    return all(len(code) == 2 and 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1 for code in han)


def _is_lost(text: str, is_prose: bool) -> bool:
    """Whether letters are gone; question marks alone may be a question."""
    if not ASKED.search(text) or re.search("\ufffd|锟斤|[\ue000-\uf8ff]", text):
        return True
    return not is_prose or 2 * len(ASKED.findall(text)) >= len(text.strip())
