"""What a page says at its foot when it is printed: city, page, filters and moment on every sheet, its sources at the end."""

import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import moment
from dashboard.data.served import generation, workspace
from dashboard.i18n.forms import fmt_moment, listed
from dashboard.plain_text import on_page
from dashboard.schema.declaration import tables
from dashboard.ui.components.not_received import received
from dashboard.ui.components.provenance import SOURCES
from dashboard.ui.components.section import sections_of
from dashboard.ui.shell.filters import SAID
from dashboard.ui.shell.language import lang, t

SHEET = Markup('<style>@media print {{ @page {{ @bottom-left {{ content: "{}"; }} }} }}</style>')
FOOT = Markup('<div class="paper-foot"><p>{}</p><p>{}</p></div>')


def begin_paper() -> None:
    """Forget what the last run drew."""
    st.session_state[SOURCES] = {}
    st.session_state.pop(SAID, None)


def paper_foot(page: str) -> None:
    """Draw the foot, which no screen shows. `page`: its name in the navigation table."""
    said = {"city": workspace().city_name(lang()), "page": t(f"nav.{page}"), "moment": fmt_moment(moment().at, lang(), year=True)}
    filters = st.session_state.get(SAID, "")
    line = t("paper.foot", filters=filters, **said) if filters else t("paper.plain", **said)
    known = generation() is not None
    names = list(dict.fromkeys([*_of_sections(page), *filter(None, st.session_state.get(SOURCES, {}))])) if known else []
    sources = t("paper.sources", names=listed(names, lang())) if names else ""
    if known and len(fetch("synthetic_tables")):
        sources += t("paper.made_up")
    st.html(SHEET.format(Markup(in_css(line))) + FOOT.format(on_page(line), on_page(sources)))


def _of_sections(page: str) -> list[str]:
    """The titles of the tables that the page's sections are made of: those far down are sent, and say theirs, only when they come near."""
    named = {name for one in sections_of(page) for name in (*one.of, *one.needs, *(("indicators",) if one.topics else ()))}
    return [table.title(lang()) for name, table in tables().items() if name in named & received()]


def in_css(words: str) -> str:
    """Words as they stand in a string of a style sheet: whatever is no letter and no figure by its number, so that nothing ends it."""
    return "".join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in words)
