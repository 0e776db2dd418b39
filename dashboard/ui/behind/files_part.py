"""The files and batches that the rows came with: who sent them, when they were received, whether they are in force."""

from dashboard.data.behind import RowsBehind, batches_about, batches_of
from dashboard.data.fetch import fetch
from dashboard.i18n.forms import fmt_count
from dashboard.sandbox.refused import StatementRefused
from dashboard.schema.declaration import tables
from dashboard.ui.behind.subject import Subject
from dashboard.ui.components.batch_lines import batch_lines
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note, section

MOST_LISTED = 40
HEIGHT_PX = 420


def files_part(one: Subject, behind: RowsBehind | None) -> list[dict]:
    """Draw the batches of the rows where these say their batch, else those of the tables that they are read from.

    Returns every batch that changed one of the tables, newest first.
    """
    frame = fetch("batches_recent", limit=None)
    every = frame.to_dict("records")
    about = batches_about(one.tables, every) if {*one.tables} <= {*tables()} else every  # of the log itself every batch is a part
    own = _own(behind)
    shown = [row for row in about if row["batch_id"] in own or row["rolls_back"] in own] if own else about
    section(t("behind.files"), t("behind.files_of_rows" if own else "behind.files_of_tables", n=fmt_count(len(shown), lang())))
    if not shown:
        note(t("behind.no_files"))
        return about
    batch_lines(shown[:MOST_LISTED], every, height=HEIGHT_PX if len(shown) > 6 else None)
    if len(shown) > MOST_LISTED:
        note(t("data.batches_more", n=fmt_count(len(shown), lang()), shown=MOST_LISTED))
    return about


def _own(behind: RowsBehind | None) -> list[int]:
    if behind is None or behind.answer is None or not behind.sums.rows:
        return []
    try:
        return batches_of(behind.answer)
    except StatementRefused:  # too many at once: those of the tables are shown
        return []
