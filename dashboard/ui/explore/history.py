"""What was asked, the newest first: in this session with what came of it, by everybody before it without. Knows where it is held."""

import logging
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from dashboard.data.explore import Answer
from dashboard.data.served import workspace
from dashboard.errors import SandtableError
from dashboard.kept import asked
from dashboard.sandbox.refused import StatementRefused

HELD = "explore-history"
MOST = 50
logger = logging.getLogger("sandtable")


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
    known = asked_before()
    if not known or known[0].sql != sql:
        _keep(sql, at)
    others = [one for one in known if one.sql != sql]
    st.session_state[HELD] = [Asked(sql, at, rows, is_cut, seconds, refused), *others][:MOST]


def asked_before() -> list[Asked]:
    """What was asked, the newest first."""
    found: list[Asked] = st.session_state.get(HELD, [])
    return found


def asked_earlier() -> list[asked.Asked]:
    """What anybody asked of this workspace, the newest first, without what this session asked."""
    mine = {one.sql for one in asked_before()}
    return [one for one in asked.asked_before(workspace()) if one.sql not in mine]


def _keep(sql: str, at: datetime) -> None:
    try:
        asked.keep_asked(workspace(), sql, at)
    except SandtableError as refused:  # a disk that takes nothing keeps nobody from asking
        logger.warning("what was asked is not kept: %s", refused)
