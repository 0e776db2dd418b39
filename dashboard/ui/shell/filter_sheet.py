"""The filters on a tablet: one button that says what is filtered, and a sheet that holds the same controls as the desk's line."""

import streamlit as st
from markupsafe import Markup

from dashboard.ui.shell.assets import asset
from dashboard.ui.shell.language import t
from dashboard.ui.shell.sent_once import script_of

_button = st.components.v2.component(
    "sandtable_filter_sheet", html='<button type="button" aria-haspopup="dialog" aria-expanded="false"></button>',
    js=script_of("filter_sheet", asset(__file__, "filter_sheet.js")), isolate_styles=False,
)


def sheet_button(summary: str) -> None:
    """The button that opens the sheet, with the filters in words; the desk does not show it."""
    with st.container(key="filter-open", width="content"):
        _button(key="filter-sheet", data={"summary": summary, "name": t("filter.sheet")})


def sheet_head() -> None:
    """The sheet's heading and the button that closes it; the desk does not show it."""
    head = Markup('<div class="sheet-head"><h2>{}</h2><button type="button" class="sheet-done">{}</button></div>')
    st.html(head.format(t("filter.sheet"), t("filter.done")), width="stretch")
