"""What was asked in this session, the newest first. The one place that knows where it is held."""

from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from dashboard.data.explore import Answer
from dashboard.sandbox.refused import StatementRefused

HELD = "explore-history"
MOST = 50


@dataclass(frozen=True)
class Asked:
    """One statement that was asked."""

    sql: str
    at: datetime
    """The moment that it was asked about."""
    rows: int | None
    """Rows of the answer, or of its beginning; null where it was refused."""
    is_cut: bool
    seconds: float | None
    refused: StatementRefused | None


def note_asked(sql: str, at: datetime, given: Answer | None, refused: StatementRefused | None) -> None:
    """Put a statement at the head; one that was asked before moves there."""
    rows, is_cut, seconds = (len(given.frame), given.result.is_cut, given.result.seconds) if given else (None, False, None)
    others = [one for one in asked_before() if one.sql != sql]
    st.session_state[HELD] = [Asked(sql, at, rows, is_cut, seconds, refused), *others][:MOST]


def asked_before() -> list[Asked]:
    """What was asked, the newest first."""
    found: list[Asked] = st.session_state.get(HELD, [])
    return found
