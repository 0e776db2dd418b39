"""Batches as lines of a ledger: which file, what it filled, how many rows, when it came, who sent it, whether it is in force."""

import json

from dashboard.data.page_moment import moment
from dashboard.i18n.forms import fmt_count, fmt_moment, is_missing
from dashboard.i18n.messages import messages
from dashboard.schema.declaration import tables
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.shell.language import lang, t

COLUMNS = ("batch", "file", "what", "rows", "received", "who", "state")


def batch_lines(shown: list[dict], known: list[dict], *, height: int | None = None) -> None:
    """Draw the batches `shown`, in their order. Rows: as of `batches_recent`; `known`: all of them, to say which one a roll-back undoes."""
    taken_out = {row["batch_id"]: int(row["rolls_back"]) for row in known if row["kind"] == "rollback"}
    ledger([t(f"data.batch_{name}") for name in COLUMNS], [_line(row, taken_out) for row in shown], height=height)


def _line(row: dict, taken_out: dict[int, int]) -> list[Cell | str]:
    says_of_another = row["kind"] in ("rollback", "purge")
    if row["kind"] == "purge":
        what, state = t("data.batch_purge", n=int(row["rolls_back"])), Cell(t("data.batch_done"), state="quiet", is_unbroken=True)
    elif says_of_another:
        batch = int(row["rolls_back"])
        brings_back = batch in taken_out
        said = t(f"data.batch_{'restore' if brings_back else 'rollback'}", n=taken_out.get(batch, batch))
        what, state = said, Cell(t("data.batch_done"), state="quiet", is_unbroken=True)
    else:
        what = contents(row["tables"])
        stands, mark = ("out", "watch") if row["is_out"] else ("in", "ok")
        state = Cell(t(f"data.batch_{stands}"), state=mark, is_unbroken=True)
    effective = "" if is_missing(row["effective_at"]) else t("data.effective", moment=when_received(row["effective_at"]))
    problems = t("data.batch_findings", n=int(row["findings"])) if row["findings"] else ""
    return [
        str(row["batch_id"]), Cell(row["file"], under=source_words(row["source"])), Cell(what, under=problems),
        Cell("" if says_of_another else fmt_count(row["rows"], lang()), is_figure=True),
        Cell(when_received(row["received_at"]), under=effective, is_unbroken=True),
        row["operator"] if not is_missing(row["operator"]) else "", state,
    ]


def contents(tables_json: str) -> str:
    """The tables that a batch filled, by their titles."""
    names = list(json.loads(tables_json)) if not is_missing(tables_json) else []
    return ("、" if lang() == "zh" else ", ").join(tables()[name].title(lang()) if name in tables() else name for name in names)


def source_words(source: str) -> str:
    """A source as people call it: by its own title, a table's, else as it was given."""
    if f"source.{source}" in messages():
        return t(f"source.{source}")
    return tables()[source].title(lang()) if source in tables() else source


def when_received(received: object) -> str:
    """A moment, with its year where that is not the page's."""
    return fmt_moment(received, lang(), year=received.year != moment().at.year)
