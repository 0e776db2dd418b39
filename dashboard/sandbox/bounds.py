"""How much of the machine the analysts' questions may have: one of them, and all together."""

import os
from functools import cache
from typing import NamedTuple

from dashboard.errors import UsageError

MB = 1 << 20
STATEMENT_KB = 100
"""The longest statement: whoever writes more writes a program."""
MOST_ROWS = 200_000
"""Rows at most that a question may ask for; a board's table shows far fewer, an export may want them."""


class Bounds(NamedTuple):
    """The bounds; each may be set by the environment variable SANDTABLE_ and its name. All are whole numbers above 0."""

    question_seconds: int = 5
    """A question is interrupted after so many seconds."""
    question_grace_seconds: int = 2
    """What does not let itself be interrupted is killed so many seconds later."""
    question_memory_mb: int = 512
    """What the engine may take for rows under way, MB."""
    question_address_mb: int = 1_536
    """All memory that the child of a question can have, program included, MB of addresses."""
    question_threads: int = 1
    """Threads of a question: with one, a question never takes more than one core from the board."""
    questions_at_once: int = 2
    """Questions that are answered at one time; others wait."""
    questions_waiting: int = 12
    """Questions that wait; whoever comes then is told to try again."""
    questions_wait_seconds: int = 10
    """A question that has waited so long is told to try again."""
    questions_warm: int = 2
    """Children that stand ready, the store open."""
    answer_mb: int = 32
    """What an answer may weigh, MB: rows beyond are cut off."""


@cache
def bounds() -> Bounds:
    """The bounds as the operator has them. Raises: UsageError for a setting that is not a whole number above 0."""
    found: dict[str, int] = {}
    for name, default in Bounds._field_defaults.items():
        setting = f"SANDTABLE_{name.upper()}"
        text = os.environ.get(setting, str(default)).strip()
        if not (text.isascii() and text.isdigit() and len(text) <= 9 and int(text) > 0):
            raise UsageError("door.not_a_limit", setting=setting, text=text)
        found[name] = int(text)
    return Bounds(**found)
