"""The filters on a tablet: one button that says what is filtered, and a sheet that holds the same controls as the desk's line."""

from html import escape
from pathlib import Path

import streamlit as st

from dashboard.ui.shell.language import t

_button = st.components.v2.component(
    "sandtable_filter_sheet", html='<button type="button" aria-haspopup="dialog" aria-expanded="false"></button>',
    js=(Path(__file__).parent / "filter_sheet.js").read_text(encoding="utf-8"), isolate_styles=False,
)


def sheet_button(summary: str) -> None:
    """The button that opens the sheet, with the filters in words; the desk does not show it."""
    with st.container(key="filter-open", width="content"):
        _button(key="filter-sheet", data={"summary": summary, "name": t("filter.sheet")})


def sheet_head() -> None:
    """The sheet's heading and the button that closes it; the desk does not show it."""
    st.html(
        f'<div class="sheet-head"><h2>{escape(t("filter.sheet"))}</h2>'
        f'<button type="button" class="sheet-done">{escape(t("filter.done"))}</button></div>', width="stretch",
    )
