"""The named sections of a page and its index, which stays in view: what a page has beside its first screen, and the way to each."""

from collections.abc import Callable, Sequence

import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.look_cache import kept
from dashboard.plain_text import on_page
from dashboard.ui.components.later import when_near
from dashboard.ui.components.not_received import received
from dashboard.ui.components.section_list import FIRST_SCREEN, SECTION, SECTIONS, Section
from dashboard.ui.shell.address import SAID_OF_BAD, asked
from dashboard.ui.shell.language import t
from dashboard.ui.shell.links import here
from dashboard.ui.shell.typeset import note, under_heading

ON_FIRST = "sections-first"
"""Of the session: the page that is drawn, and its sections that this city's first screen holds already."""
FEW = 3
"""Sections up to which nothing of a page is folded: it is short."""
HEAD = Markup('<div class="part" data-holds="{}"><h2>{}</h2></div>')
HOLDS = Markup('<div class="part-holds" data-holds="{}"></div>')
LINK = Markup('<li><a href="{}" target="_self" data-to="{}">{}</a></li>')
INDEX = Markup(
    '<div class="page-index"><h2 class="question">{question}</h2>'
    '<nav class="index-bar" aria-label="{label}"><ul>{links}</ul></nav>'
    '<details class="index-fold"><summary><span class="index-at" data-none="{label}">{label}</span></summary>'
    '<ul>{links}</ul></details></div>'
)
QUESTION = Markup('<div class="page-index"><h2 class="question">{}</h2></div>')


def page_index(page: str, first: Sequence[str] = ()) -> None:
    """The page's question, and the links to the sections that this city has; one line where the address names one that it has not.

    `first`: sections that are no sections here, since the page draws what they hold on its first screen.
    """
    st.session_state[ON_FIRST] = (page, frozenset(first))
    shown, question = sections_of(page), t(f"question.{page}")
    named = {one.key: _title(page, one) for one in shown}
    if len(shown) > 1:
        links = Markup().join(LINK.format(here(place(key), **{SECTION: key}), place(key), on_page(words)) for key, words in named.items())
        st.html(INDEX.format(question=question, label=t("section.index"), links=links))
    else:
        st.html(QUESTION.format(question))
    if asked(SECTION) not in ("", *FIRST_SCREEN, *named):
        note(t("section.unknown", value=asked(SECTION)[:SAID_OF_BAD]))


def page_section(page: str, key: str, draw: Callable[[], object]) -> None:
    """A section of a page, drawn by a call without arguments: `page_section("zones", "due", lambda: due_list(zones, picked))`.

    Nothing where the city delivers nothing that it is made of. A folded one is drawn when it is open, which a link to something in it does.
    Where the filters leave nothing, one line says so. Raises: KeyError for a name that is not in `SECTIONS`.
    """
    one = {section.key: section for section in SECTIONS[page]}[key]
    shown = sections_of(page)
    if one not in shown:
        return
    with st.container(key=place(key)):
        if one.folded and len(shown) > FEW:
            _folded(page, one, draw)
        else:
            st.html(HEAD.format(" ".join(one.holds), on_page(_title(page, one))))
            _drawn(page, one, draw, False)


def sections_of(page: str) -> Sequence[Section]:
    """The sections of a page that this city has anything for, at the page's moment, in their order."""
    drawn, first = st.session_state.get(ON_FIRST, ("", frozenset()))
    known = kept(("sections", page), lambda: frozenset(one.key for one in SECTIONS.get(page, ()) if _is_known(one)), of_address=False)
    return [one for one in SECTIONS.get(page, ()) if one.key in known and not (drawn == page and one.key in first)]


def place(key: str) -> str:
    """The name of a section's place on its page, for links."""
    return f"section-{key}"


def _is_known(one: Section) -> bool:
    if not received().issuperset(one.needs):
        return False
    if not one.of and not one.topics:
        return True
    return not received().isdisjoint(one.of) or bool(one.topics and len(fetch("indicators_board", topics=list(one.topics))))


def _folded(page: str, one: Section, draw: Callable[[], object]) -> None:
    """Closed until somebody opens it, or the address asks for something in it, newly: who has closed it since finds it closed."""
    key, wishes = f"fold-{page}-{one.key}", [asked(name) for name in one.asked]
    wishes.append(one.key if asked(SECTION) == one.key else "")
    st.html(HOLDS.format(" ".join(one.holds)))
    if any(wishes) and st.session_state.get(f"{key}-asked") != wishes:
        st.session_state[key] = True
    st.session_state[f"{key}-asked"] = wishes
    fold = st.expander(_title(page, one), key=key, on_change="rerun")
    if fold.open:
        with fold:
            _drawn(page, one, draw, True)


def _drawn(page: str, one: Section, draw: Callable[[], object], opened: bool) -> None:
    """What it holds: at once where somebody `opened` it, else when it comes near the view.

    A panel in it that is headed by the same words says its sentence alone.
    """

    def filled() -> None:
        body = st.container(key=f"body-{one.key}", gap="small")
        with body, under_heading(_title(page, one)):
            draw()
            if is_empty(body):
                note(t("section.nothing"))

    when_near(page, one.key, filled, now=opened or asked(SECTION) == one.key or any(asked(name) for name in one.asked))


def is_empty(container: st.delta_generator.DeltaGenerator) -> bool:
    """Whether nothing was put into a container."""
    cursor = container._cursor
    return cursor is not None and cursor.index == 0


def _title(page: str, one: Section) -> str:
    return t(one.words or f"section.{page}_{one.key}")
