"""The workbench on the page: the editing field and the schema, what they are given, and the statement that comes back."""

from collections.abc import Callable

import streamlit as st

from dashboard.ui.explore.editor.parts import address_of
from dashboard.ui.shell.assets import asset
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.sent_once import script_of

SCRIPTS = ("bench_completion.js", "bench_editor.js", "bench_schema.js", "bench.js")
"""One module in the browser; each part builds on those before it."""
KEY = "workbench"
LONGEST = 20_000
"""Letters of a statement."""
WORDS = ("run", "keys", "keyboard", "label", "leave", "seek", "relations", "none", "take", "found", "unrun", "plain")
FILLED = {"found": ("n",), "take": ("name",)}
"""Messages that the browser fills, with their placeholders."""

_component = st.components.v2.component(
    "sandtable_workbench", html=asset(__file__, "bench.html"), css=asset(__file__, "bench.css"),
    js=script_of("workbench", asset(__file__, *SCRIPTS)),
)


def workbench(sql: str, *, round_: str, line: int | None, asked: Callable[[str], None]) -> None:
    """Draw the editor with `sql` in it; `asked` is called with the statement, before the next run, when somebody runs it.

    What is typed stays in the browser until `round_` changes, and then becomes `sql`. `line`: where the last statement is wrong.
    """
    data = {
        "sql": sql, "round": round_, "line": line, "lang": lang(), "library": address_of(".js"), "schema": address_of(".json"),
        "words": {name: t(f"editor.{name}", **{slot: f"{{{slot}}}" for slot in FILLED.get(name, ())}) for name in WORDS},
    }
    _component(key=KEY, data=data, on_asked_change=lambda: _given(asked))


def statement_from(sent: object) -> str:
    """The statement that the browser sent, at most `LONGEST` letters and one; "" where it sent none."""
    sql = sent.get("sql") if isinstance(sent, dict) else None
    return sql.strip()[:LONGEST + 1] if isinstance(sql, str) else ""


def _given(asked: Callable[[str], None]) -> None:
    if sql := statement_from(st.session_state[KEY].asked):
        asked(sql)
