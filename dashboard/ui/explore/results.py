"""What a statement answered, to look at and to take away: one place for every way to ask.

`results(sql, picked)` is all that a tab needs: it asks, says what went wrong, and draws the answer as table, chart, map or pivot.
"""

import streamlit as st
from markupsafe import Markup

from dashboard.data.explore import Answer, in_page_language
from dashboard.i18n.forms import fmt_count, fmt_moment, fmt_number, is_missing
from dashboard.plain_text import on_page
from dashboard.sandbox.refused import StatementRefused
from dashboard.sandbox.relations import relations
from dashboard.ui.components.provenance import synthetic_mark
from dashboard.ui.explore.answer_chart import answer_chart
from dashboard.ui.explore.answer_map import answer_map
from dashboard.ui.explore.answer_pivot import answer_pivot
from dashboard.ui.explore.answer_table import answer_table
from dashboard.ui.explore.asking import ask, asks_by
from dashboard.ui.explore.columns import columns_of
from dashboard.ui.explore.take_away import take_away
from dashboard.ui.shell.address import segments
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, listed, t
from dashboard.ui.shell.staleness import stale_line
from dashboard.ui.shell.typeset import note

VIEWS = {"table": answer_table, "chart": answer_chart, "map": answer_map, "pivot": answer_pivot}
MOST_NAMED = 6
RULE = "\uff1a"
"""The full-width colon behind which the title of a view says how it is made."""


def results(sql: str, picked: Filters) -> StatementRefused | None:
    """Ask, and draw the answer; returns the refusal where there is no answer, after saying it in words. Raises: StoreError."""
    try:
        with st.spinner(t("explore.asking")):
            given = ask(sql, picked.district)
    except StatementRefused as refused:
        refusal(refused)
        return refused
    draw(given, picked)
    return None


def draw(given: Answer, picked: Filters, views: tuple[str, ...] = tuple(VIEWS), days: str = "") -> None:
    """The answer: what it is and of which `days`, then the view that the address asks for, among `views`."""
    if picked.district and not asks_by(given.question, "$district"):
        note(t("explore.district_unused", name=picked.district_name))
    if given.frame.empty:
        st.html(answer_line(given, days))
        st.html(Markup('<div class="empty"><p class="lead">{}</p><p>{}</p></div>').format(t("empty.title"), t("explore.no_rows")))
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="answer-head"):
        view = segments("view", t("explore.view"), {name: t(f"explore.view_{name}") for name in views}, "table")
        take_away(given, columns_of(given, lang()))
    st.html(answer_line(given, days))
    VIEWS[view](in_page_language(given), columns_of(given, lang()))


def rows_alone(given: Answer) -> None:
    """The rows of an answer as a table, and the ways to take them away, for a page that asks by itself."""
    columns = columns_of(given, lang())
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="right", key="answer-head"):
        take_away(given, columns)
    if given.result.is_cut:
        note(rows_words(given))
    answer_table(in_page_language(given), columns)


def refusal(refused: StatementRefused) -> None:
    """Why there is no answer, and what to do: its words name the line, and the nearest names."""
    note(refused.title(lang()), "act")
    if hint := refused.hint(lang()):
        note(hint)


def answer_line(given: Answer, days: str = "") -> Markup:
    """How many rows, how long it took, as of when, from what; the mark of made-up rows, and which feeds behind it are late."""
    names = [relations()[name].title.say(lang()).partition(RULE)[0] for name in given.result.reads if name in relations()]
    named = listed(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
    parts = [
        rows_words(given), *([days] if days else []), t("explore.seconds", n=fmt_number(given.result.seconds, lang(), 2)),
        f"{t('word.as_of')} {fmt_moment(given.question.as_of, lang())}",
        t("explore.from", names=named) if named else t("explore.from_nothing"),
    ]
    marks = synthetic_mark(given.frame, given.frame.attrs["tables"])
    said = Markup(' · <span>{}</span>').format(t("word.synthetic")) if marks else Markup()
    return Markup('<p class="prov answer-line">{}{}{}</p>').format(marks, on_page(" · ".join(parts)), said) + stale_line(given.frame)


def rows_words(given: Answer) -> str:
    """"10 行", or how many there are and that these are the first."""
    shown = fmt_count(len(given.frame), lang())
    if not given.result.is_cut:
        return t("word.rows", n=shown)
    if is_missing(given.result.total):
        return t("explore.cut_uncounted", shown=shown)
    return t("explore.cut", shown=shown, n=fmt_count(given.result.total, lang()))
