"""When what is taken in counts as received: now; where the machine's clock is doubted, a person may say the time instead."""

from datetime import datetime

import streamlit as st

from dashboard.data.served import clock_doubt
from dashboard.moments import parse_moment
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note

CHOICE, TYPED = "received-choice", "received-typed"


def received_at() -> tuple[datetime | None, bool]:
    """(the stated moment, or null for the clock's; whether a file may be taken in). Draws nothing while the clock is not doubted."""
    doubt = clock_doubt()
    if doubt is None:
        return None, True
    note(f"{doubt.said.say(lang())} {doubt.advised.say(lang())}", "watch")
    # The words are made here: a format function is also called outside the run, where the page's language is not known.
    words = {name: t(f"log_clock.take_{name}") for name in ("clock", "stated")}
    picked = st.radio(t("log_clock.choice"), list(words), format_func=words.get, key=CHOICE)
    if picked != "stated":
        return None, True
    typed = st.text_input(t("log_clock.stated"), key=TYPED, placeholder=t("log_clock.example"))
    try:
        return parse_moment(typed), True
    except ValueError:
        note(t("log_clock.unread" if typed.strip() else "log_clock.wanted"), "act" if typed.strip() else "watch")
        return None, False
