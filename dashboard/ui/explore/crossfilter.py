"""Brushing: small linked charts of one table, on each of which a brush filters the others; the page does not run meanwhile."""

import streamlit as st

from dashboard.crossfilter.subjects import SUBJECTS
from dashboard.data.page_moment import moment
from dashboard.data.served import generation
from dashboard.schema.declaration import tables
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.explore.asking import take
from dashboard.ui.shell.address import remember, segments
from dashboard.ui.shell.assets import asset
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.sent_once import script_of
from dashboard.ui.shell.typeset import note, section

SCRIPTS = (
    "crossfilter_counts.js", "crossfilter_chart.js", "crossfilter_bars.js", "crossfilter_brush.js", "crossfilter_asking.js",
    "crossfilter.js",
)
"""One module in the browser; each part builds on those before it."""
KEY, WAY = "crossfilter", "ask"
"""Of the component; the address's parameter of the tab."""
LONGEST = 20_000
"""Letters of a statement that is taken on."""
WORDS = (
    "clear", "clear_one", "show_sql", "hide_sql", "take_sql", "sql_label", "none_yet", "synthetic", "retry", "lost", "keys",
    "semicolon", "large", "large_note", "loading",
)
FILLED = {
    "all": ("n", "rows"), "some": ("n", "rows", "all", "share"), "of_all": ("n", "all"), "span": ("first", "last"),
    "brushed": ("name", "said"), "group": ("title",), "wide": ("n",), "dropped": ("said",), "failed": ("why",), "empty": ("rows",),
}
"""Messages that the browser says, with the placeholders that it fills."""

_component = st.components.v2.component(
    "sandtable_crossfilter", html=asset(__file__, "crossfilter_frame.html"), css=asset(__file__, "crossfilter.css"),
    js=script_of("crossfilter", asset(__file__, *SCRIPTS)),
)


def crossfilter_tab(picked: Filters) -> None:
    """Draw the tab. The counts are the whole city's; a note says so where a district is `picked` for the page."""
    section(t("crossfilter.heading"), t("crossfilter.lead"))
    names = {name: t(f"crossfilter.of_{name}") for name in SUBJECTS}
    subject = SUBJECTS[segments("of", t("crossfilter.subject"), names, next(iter(names)))]
    if picked.district:
        note(t("crossfilter.whole_city"))
    _component(key=KEY, data=told(subject.name), on_sql_change=_take)
    st.html(provenance_line(source=tables()[subject.table].title(lang()), as_of=moment().at))


def told(subject: str) -> dict[str, object]:
    """What the browser needs beside the counts: what to ask for, and words."""
    words = {name: t(f"crossfilter.{name}") for name in WORDS} | {"comma": t("punctuation.comma"), "unknown": t("word.unknown")}
    words |= {name: t(f"crossfilter.{name}", **{slot: f"{{{slot}}}" for slot in slots}) for name, slots in FILLED.items()}
    return {
        "of": subject, "as_of": moment().at.isoformat(), "generation": generation(), "lang": lang(),
        "rows": t(f"crossfilter.rows_{subject}"), "words": words,
    }


def statement_from(sent: object) -> str:
    """The statement that the browser sent; "" where it sent none, or one that is too long."""
    sql = sent.get("sql") if isinstance(sent, dict) else None
    return sql.strip() if isinstance(sql, str) and len(sql) <= LONGEST else ""


def _take() -> None:
    """Go on with the statement in the editor."""
    if sql := statement_from(st.session_state[KEY].sql):
        take(sql)
        remember(WAY, "")
