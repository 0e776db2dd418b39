"""Which words about a contradiction may be stored: one rule for the form, the command line and a file."""

from dashboard.people.recognition import OFFICES, found_in

LONGEST_OWNER, LONGEST_NOTE = 40, 200
"""Characters: a post or a name, a sentence or two."""
LONGEST = {"owner": LONGEST_OWNER, "note": LONGEST_NOTE}
"""By column of the table `findings`."""
OF_A_PERSON = ("phone", "identity")
"""Kinds of numbers that one message names together."""


def wrong_with(column: str, text: str) -> str | None:
    """What is wrong with the words for `owner` or `note`: long, control, person (a number) or person_other; null = nothing.

    What each of these is called stands in the messages, as privacy.long and so on. An office's number may stand there.
    """
    if len(text) > LONGEST[column]:
        return "long"
    if not text.isprintable():
        return "control"
    kinds = {one.kind for one in found_in(text, without=OFFICES)}
    return None if not kinds else "person" if kinds & set(OF_A_PERSON) else "person_other"
