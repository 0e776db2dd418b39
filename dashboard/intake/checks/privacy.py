"""Which words about a contradiction may be stored, and which case numbers: one rule for the form, the command line and a file."""

import re
import unicodedata

LONGEST_OWNER, LONGEST_NOTE = 40, 200
"""Characters: a post or a name, a sentence or two."""
LONGEST = {"owner": LONGEST_OWNER, "note": LONGEST_NOTE}
"""By column of the table `findings`."""
NUMBERS = ("case_id",)
"""Columns of numbers that stand for people: nobody's own may stand there."""
OF_A_PERSON = re.compile(r"(?<!\d)(?:1[3-9]\d(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}|\d{17}[\dXx])(?![\dXx])")
"""A mobile number, in one or as people group it, or an identity number: whose contradiction it is can be said without."""

WEIGHTS, CHECK_SIGNS = tuple(2 ** (17 - place) % 11 for place in range(17)), "10X98765432"
"""Of an identity number, GB 11643."""


def wrong_with(column: str, text: str) -> str | None:
    """What is wrong with the words for `owner` or `note`: long, control or person; with a `case_id`: number; null = nothing.

    What each of these is called stands in the messages, as privacy.long and so on.
    """
    plain = unicodedata.normalize("NFKC", text)
    if column in NUMBERS:
        found = OF_A_PERSON.fullmatch(plain)
        return "number" if found and (found["gap"] is not None or _closes(plain)) else None
    if len(text) > LONGEST[column]:
        return "long"
    if not text.isprintable():
        return "control"
    return "person" if OF_A_PERSON.search(plain) else None


def _closes(number: str) -> bool:
    """Whether the last sign of 18 is what an identity number's other 17 ask for (GB 11643): a serial number's hardly ever is."""
    return CHECK_SIGNS[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number[:17], strict=True)) % 11] == number[17].upper()
