"""Finds in a text what tells who a person is: phone, identity, passport, card and plate numbers, and a name behind its heading."""

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.people.checks import has_birth, has_card_length, is_card, is_day, is_identity

WORDS = Path(__file__).with_name("words.toml")
KINDS = ("phone", "identity", "passport", "card", "plate", "name")
ORDER = ("identity_named", "identity", "identity_old", "card", "phone", "landline",
         "passport_named", "passport", "plate", "name", "name_patient", "name_spaced")
"""Patterns in the order in which they are asked: a longer number first, so that no part of it is taken for another."""
NUMBERS = ("phone", "identity", "card")
"""Kinds that are numbers alone, which no word of a message is taken for."""
DIGEST, LETTERS_OF_A_DIGEST = re.compile("[0-9a-f-]{16,}"), frozenset("abcdef")
BARE_LANDLINE = re.compile(r"0(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}")
"""In a text it may be any number."""
OFFICES = ("landline",)
"""Patterns of numbers that are an office's as well as a person's."""


@dataclass(frozen=True)
class Found:
    """One number or name of a person in a text."""

    kind: str
    """One of KINDS."""
    start: int
    end: int


def found_in(text: str, without: tuple[str, ...] = ()) -> list[Found]:
    """What of a text tells who a person is, from its beginning, none over another; `without`: patterns that are not asked."""
    plain = _plain(text)
    found: list[Found] = []
    for name in ORDER:
        for match in () if name in without else _patterns()[name].finditer(plain):
            start, end = match.span("it") if "it" in match.re.groupindex else match.span()
            if _is_one(name, match) and not any(start < other.end and other.start < end for other in found):
                found.append(Found(_kind(name), start, end))
    return sorted(found, key=lambda one: one.start)


def found_in_id(text: str) -> list[Found]:
    """As `found_in`, of an identifier: a letter before a phone number makes it a serial number, and a landline is nobody's own."""
    plain = _plain(text)
    found = found_in(text, without=OFFICES)
    return [one for one in found if one.kind != "phone" or not re.search("[A-Za-z]$", plain[:one.start])]


def found_in_key(text: str) -> list[Found]:
    """As `found_in`, of a key that stands for a person: a landline is his number too, but no digits of a digest in hexadecimal are."""
    if DIGEST.fullmatch(text) and len(set(text) & LETTERS_OF_A_DIGEST) > 1:
        return []
    plain = _plain(text)
    return [Found("phone", 0, len(text))] if BARE_LANDLINE.fullmatch(plain) else found_in(text)


def masked(text: str, kinds: tuple[str, ...] = KINDS) -> str:
    """The text with a fixed mark in the place of each number or name of a person; `kinds`: those that are looked for."""
    return with_marks(text, [one for one in found_in(text) if one.kind in kinds])


def with_marks(text: str, found: list[Found]) -> str:
    """The text with its kind's mark in the place of each find."""
    parts, at = [], 0
    for one in found:
        parts += [text[at:one.start], marks()[one.kind]]
        at = one.end
    return "".join([*parts, text[at:]])


def counted(found: list[Found]) -> Counter[str]:
    """How many there are of each kind."""
    return Counter(one.kind for one in found)


def is_like(text: str, kind: str) -> bool:
    """Whether an identifier looks like an identity number or a card's before its check sign is asked; of other kinds, never."""
    signs = "".join(c for c in _plain(text) if c.isalnum())
    if kind == "identity":
        return len(signs) == 18 and signs.isascii() and signs[:17].isdigit() and has_birth(signs, 6, 4)
    return kind == "card" and _patterns()["card"].fullmatch(signs) is not None and has_card_length(signs)


@cache
def first_look() -> str:
    """A regular expression of the database (RE2) that matches every text in which `found_in` finds anything, and few others."""
    return "|".join(_words()["first"]["look"])


@cache
def marks() -> dict[str, str]:
    """The mark of each kind, as it is stored."""
    return {kind: str(_words()["marks"][kind]) for kind in KINDS}


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = _words()
    surnames = words["surnames"]
    surname = f"(?:{'|'.join(surnames['double'].split())}|[{''.join(surnames['single'].split())}])"
    parts = {"<gap>": words["gap"], "<surname>": surname, "<after>": words["patterns"]["after"]}
    return {name: re.compile(re.sub("<(gap|surname|after)>", lambda part: parts[part[0]], words["patterns"][name])) for name in ORDER}


def _kind(name: str) -> str:
    return "phone" if name == "landline" else name.partition("_")[0]


def _is_one(name: str, match: re.Match[str]) -> bool:
    digits = "".join(c for c in match[0] if c.isalnum() and c.isascii())
    if name == "identity":
        return is_identity(digits)
    if name == "identity_old":
        return has_birth(digits, 6, 2)
    if name == "card":
        return is_card(digits)
    if name == "passport":
        return not is_day(digits.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
    return True


def _plain(text: str) -> str:
    """The text with full-width signs and digits of any script made plain, one character for one, so that places stay."""
    return text if text.isascii() else "".join(c if c.isascii() else _half(c) for c in text)


def _half(c: str) -> str:
    if "\uff01" <= c <= "\uff5e":
        return chr(ord(c) - 0xFEE0)
    digit = unicodedata.decimal(c, None)
    return str(digit) if digit is not None else c
