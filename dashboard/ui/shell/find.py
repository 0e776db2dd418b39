"""Find anything: the button in the masthead and what Ctrl+K opens. What is typed is asked of the server, and no page is drawn for it."""

import streamlit as st

from dashboard.ui.shell.assets import asset
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.sent_once import script_of

WORDS = ("open", "title", "keys", "placeholder", "close", "results", "keyboard", "failed")
_button = st.components.v2.component(
    "sandtable_find", js=script_of("find", asset(__file__, "find.js")), isolate_styles=False,
    html=(
        '<button type="button" class="find-open" aria-haspopup="dialog" aria-keyshortcuts="Control+K Meta+K /">'
        '<span class="icon" aria-hidden="true">search</span><span class="name"></span><kbd aria-hidden="true"></kbd></button>'
    ),
)


def find_button() -> None:
    """The magnifier, which opens what finds; Ctrl+K, Cmd+K and / open it as well."""
    with st.container(key="find", width="content"):
        _button(key="find-button", data={"lang": lang(), "words": {name: t(f"find.{name}") for name in WORDS}})
