"""In which encoding a text file is, what of it may be spoilt, and what was assumed."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from dashboard.errors import RefusedInput
from dashboard.intake.reading.files import BLOCK
from dashboard.intake.reading.utf16 import utf16_of

SURELY_UTF8 = 4  # Chinese characters read as UTF-8 before the first bad byte: chance does not do that
NULL = re.compile("\0")
PRIVATE = re.compile("[\ue000-\ue5e4\ue5e6-\uf8ff]")
"""Characters that GB18030 gives no meaning: Big5 read as GB18030 is full of them, and a name may have one that somebody drew."""
WIDE_SPACE = "\ue5e5"
"""What GBK's A3A0 is read as: old input methods wrote it for the full-width space."""
FEW_PRIVATE = 0.02
"""Share of Chinese characters up to which private ones are somebody's own, and not another encoding."""
DOUBTFUL = ("??", "\ufffd", "锟斤", "\ue000")
DOUBTFUL_BYTES = (*(mark.encode() for mark in DOUBTFUL[:-1]), b"\xee")
"""Marks in UTF-8 of text that may be spoilt: where none is in the file, no cell is looked at."""
HAN = re.compile("[一-鿿]")


@dataclass(frozen=True)
class Encoding:
    name: str
    """utf-8, utf-8-sig, gb18030, utf-16, utf-16-le or utf-16-be."""
    is_doubtful: bool
    """Whether cells have to be looked at for spoilt text."""
    assumptions: tuple[str, ...] = ()
    """Messages, by key, of what the file does not say itself."""


@dataclass
class _Seen:
    """What decoding a file found, up to its first bad place."""

    chinese: int = 0
    bad_row: int | None = None
    is_null: bool = False
    is_doubtful: bool = False
    private: int = 0
    private_at: tuple[int, str] | None = None
    """Row and surroundings of the first private character."""
    has_wide_space: bool = False


def encoding_of(file: Path) -> Encoding:
    """The encoding in which every byte of the file is text: UTF-8 first, then GB18030. Raises: RefusedInput, by row, without one."""
    with file.open("rb") as stream:
        head = stream.read(4096)
    if wide := utf16_of(head):
        return _utf16(file, wide, () if wide == "utf-16" else ("delimited.unmarked_utf16",))
    seen = _decoded(file, "utf-8")
    if seen.bad_row is None:
        is_doubled = head.startswith(codecs.BOM_UTF8 * 2)
        name = "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"
        return Encoding(name, seen.is_doubtful, ("delimited.doubled_mark",) if is_doubled else ())
    if seen.is_null:
        raise RefusedInput("delimited.no_text", row=seen.bad_row)
    if head.startswith(codecs.BOM_UTF8) or seen.chinese >= SURELY_UTF8:
        raise RefusedInput("delimited.damaged_text", row=seen.bad_row)
    return _gb18030(file)


def _utf16(file: Path, name: str, assumptions: tuple[str, ...]) -> Encoding:
    seen = _decoded(file, name)
    if seen.bad_row is not None:
        raise RefusedInput("delimited.no_text", row=seen.bad_row)
    return Encoding(name, True, assumptions)


def _gb18030(file: Path) -> Encoding:
    seen = _decoded(file, "gb18030")
    if seen.bad_row is not None:
        raise RefusedInput("delimited.no_text", row=seen.bad_row)
    if seen.private_at:
        row, around = seen.private_at
        if seen.private > 1 and seen.private > FEW_PRIVATE * seen.chinese:
            raise RefusedInput("delimited.no_text", row=row)
        raise RefusedInput("delimited.private", row=row, around=around)
    return Encoding("gb18030", seen.is_doubtful, ("delimited.wide_space",) if seen.has_wide_space else ())


def _decoded(file: Path, encoding: str) -> _Seen:
    """What decoding finds; Chinese characters of UTF-8 are not counted past a few."""
    decoder, seen, line = codecs.getincrementaldecoder(encoding)(), _Seen(), 1
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            try:
                text = decoder.decode(block)
            except UnicodeDecodeError as bad:
                before = bad.object[: bad.start].decode(encoding, "ignore")
                seen.chinese += len(HAN.findall(before))
                seen.bad_row = line + before.count("\n")
                return seen
            if found := NULL.search(text):
                seen.bad_row, seen.is_null = line + text[: found.start()].count("\n"), True
                return seen
            if encoding == "utf-8":
                seen.is_doubtful = seen.is_doubtful or any(mark in block for mark in DOUBTFUL_BYTES)
                seen.chinese += len(HAN.findall(text)) if seen.chinese < SURELY_UTF8 else 0
            else:
                _weigh(text, line, seen)
            line += text.count("\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        seen.bad_row = line
    return seen


def _weigh(text: str, line: int, seen: _Seen) -> None:
    seen.is_doubtful = seen.is_doubtful or any(mark in text for mark in DOUBTFUL)
    seen.has_wide_space = seen.has_wide_space or WIDE_SPACE in text
    seen.chinese += len(HAN.findall(text))
    private = PRIVATE.findall(text)
    seen.private += len(private)
    if private and seen.private_at is None:
        at = text.index(private[0])
        around = re.split(r"[,\t;\r\n]", text[:at])[-1][-10:] + "□" + re.split(r"[,\t;\r\n]", text[at + 1 :])[0][:10]
        seen.private_at = line + text[:at].count("\n"), around
