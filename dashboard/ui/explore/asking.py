"""The statement that the page is about, where it is held, and what it answered: asked once, and again when the moment moves on."""

import zlib
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from dashboard.data.explore import Answer, answer, question_of
from dashboard.data.page_moment import moment
from dashboard.sandbox.question import Question
from dashboard.sandbox.refused import SandboxBusy, StatementRefused
from dashboard.ui.explore.history import note_asked
from dashboard.ui.explore.question_link import packed, unpacked
from dashboard.ui.shell.address import asked, remember

SQL = "sql"
"""The address's parameter."""
BEYOND, TIMES, STAYING = "explore-beyond", "explore-times", "explore-staying"
COSTLY = 3.0
"""Seconds from which on an answer stays at the moment it was asked for until somebody asks again: a clock asks no costly question."""


@dataclass(frozen=True)
class Stays:
    """A question that is not asked anew when the clock moves on."""

    about: tuple[object, ...]
    at: datetime
    refused: StatementRefused | None


def statement() -> str | None:
    """The page's statement; "" where there is none, null where the address holds one that cannot be read."""
    beyond: str = st.session_state.get(BEYOND, "")
    return beyond or unpacked(asked(SQL))


def is_in_address() -> bool:
    """Whether the address restores the statement; a very long one it cannot hold."""
    return not st.session_state.get(BEYOND)


def take(sql: str) -> None:
    """Make this the page's statement. For callbacks, which run before the page."""
    held = packed(sql)
    remember(SQL, held or "")
    st.session_state[BEYOND] = "" if held else sql
    st.session_state[TIMES] = st.session_state.get(TIMES, 0) + 1
    st.session_state.pop(STAYING, None)


def round_of(sql: str) -> str:
    """What changes whenever the editor is to take the page's statement."""
    return f"{st.session_state.get(TIMES, 0)}-{zlib.crc32(sql.encode())}"


def ask(sql: str, district: str | None) -> Answer:
    """The answer at the page's moment; a costly one at the moment at which it was last asked.

    Raises: StatementRefused, at once where the same was refused before; StoreError.
    """
    at = moment()
    about = (sql, district, at.since, asked("as_of"))
    stays: Stays | None = st.session_state.get(STAYING)
    if stays and stays.about == about:
        if stays.refused:
            raise stays.refused
        return answer(question_of(sql, stays.at, at.since, district))
    question = question_of(sql, at.at, at.since, district)
    try:
        given = answer(question)
    except SandboxBusy:
        raise
    except StatementRefused as refused:
        st.session_state[STAYING] = Stays(about, at.at, refused)
        note_asked(sql, at.at, None, refused)
        raise
    if given.result.seconds > COSTLY:
        st.session_state[STAYING] = Stays(about, at.at, None)
    note_asked(sql, at.at, given, None)
    return given


def asks_by(question: Question, name: str) -> bool:
    """Whether a statement uses one of its parameters ("$district")."""
    return name in question.sql.lower()
