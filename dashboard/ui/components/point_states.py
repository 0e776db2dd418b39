"""The states of points: their colour and what they are called."""

from typing import Any

from dashboard.figures.point_marks import CELLS
from dashboard.i18n.forms import is_missing
from dashboard.i18n.messages import enum_label
from dashboard.tokens import Ground, level_mark
from dashboard.ui.shell.language import lang, t

MARKS_FIRST = "▲×◆▼■□◎●○"


def state_rank(state: object) -> tuple[int, str]:
    """The order of states where several stand together: what calls for action first."""
    mark = level_mark("" if is_missing(state) else str(state))
    return (MARKS_FIRST + mark).index(mark), str(state)


def state_colour(state: Any, colours: Ground) -> str:
    """The fill of a state's mark; quiet for one without a meaning, and for none."""
    if state in CELLS:
        return colours.sequence[CELLS[state]]
    return colours.series.get(state, colours.series["quiet"]) if not is_missing(state) else colours.series["quiet"]


def state_label(state: object, enum: str) -> str:
    """What a state is called. `enum`: an enumeration, or, with a trailing dot, the section of the messages that holds its labels."""
    if is_missing(state):
        return t("word.unknown")
    if enum.endswith("."):
        return t(f"{enum}{state}")
    return enum_label(enum, state, lang()) if enum else str(state)
