"""What became of uploaded files: a receipt each, every problem with its place and what is allowed, what was left out or assumed."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.page_moment import moment
from dashboard.errors import SandtableError
from dashboard.i18n.forms import fmt_count, fmt_moment
from dashboard.intake.problems import Problem
from dashboard.intake.receipts import Receipt
from dashboard.plain_text import LINE_EMS, on_page, on_screen
from dashboard.schema.declaration import tables
from dashboard.tokens import MARKS
from dashboard.ui.components.ledger import STYLE, Cell, ledger
from dashboard.ui.components.take_away import take_away
from dashboard.ui.shell.language import lang, t

STATES = {"taken": "ok", "checked": "ok", "already": "quiet", "unfilled": "quiet", "held": "watch", "refused": "act"}
COLUMNS = ("row", "column", "value", "message", "allowed")
QUIET_COLUMNS = ("data.finding_row", "data.finding_column", "data.receipt_said")
HEIGHT_PX = 460
LONGEST_VALUE = 60


def receipt_list(receipts: list[Receipt]) -> None:
    """Draw receipts in the order of the batches; those of refused files show what is wrong, cell by cell."""
    st.html(STYLE)
    for number, receipt in enumerate(receipts):
        st.html(receipt_html(receipt))
        wrong = receipt.wrong
        if wrong:
            ledger([t(f"data.finding_{name}") for name in COLUMNS], [_problem(problem) for problem in wrong], height=HEIGHT_PX)
            _taken(receipt, f"receipt-{number}")
        in_all = receipt.refusals + receipt.warnings
        if in_all > len(wrong):
            said = t("data.findings_more", n=fmt_count(in_all, lang()), shown=len(wrong))
            st.html(Markup('<p class="prov">{}</p>').format(said))
        _quiet_list("data.receipt_not_taken", receipt.not_taken)
        _quiet_list("data.receipt_assumed", receipt.assumed)


def _taken(receipt: Receipt, key: str) -> None:
    """What is wrong as a file: who sent it corrects it there."""
    rows = pd.DataFrame([
        {"row": problem.row, "column": problem.column, "value": problem.value, "message": problem.message.say(lang()),
         "allowed": problem.allowed.say(lang())} for problem in receipt.wrong
    ])
    labels = {name: t(f"data.finding_{name}") for name in COLUMNS}
    take_away(rows, key=key, title=on_screen(receipt.file), source=on_screen(receipt.file), as_of=moment().at, labels=labels)


def receipt_html(receipt: Receipt) -> Markup:
    """Name, what happened, how many rows of which table, and how it was read."""
    state = STATES[receipt.status]
    said = t(f"data.status_{receipt.status}", batch=receipt.batch_id or "")
    lines = [_rows(receipt), _reading(receipt), receipt.note or ""]
    under = Markup("").join(Markup("<p>{}</p>").format(on_page(line)) for line in lines if line)
    whole = Markup('<div class="receipt {}" data-status="{}"><span class="mark">{}</span><b>{}</b> {}{}</div>')
    return whole.format(state, receipt.status, MARKS[state], on_page(receipt.file, LINE_EMS), said, under)


def refusal_words(refusal: SandtableError) -> str:
    """What was refused and what to do about it; Chinese sentences follow each other without a space."""
    return refusal.whole().say(lang())


def _rows(receipt: Receipt) -> str:
    if receipt.status == "refused":
        return t("data.refusals", n=fmt_count(receipt.refusals, lang()))
    parts = [t("data.rows_of", table=tables()[name].title(lang()), n=fmt_count(n, lang())) for name, n in receipt.rows.items()]
    return ("；" if lang() == "zh" else "; ").join(parts)


def _reading(receipt: Receipt) -> str:
    parts = []
    if receipt.status in ("already", "taken") and receipt.received_at:
        parts.append(t("data.received", moment=fmt_moment(receipt.received_at, lang(), year=True)))
    if receipt.encoding:
        parts.append(t("data.encoding", name=receipt.encoding.upper()))
    if receipt.unknown_columns and not any(problem.rule == "unknown_column" for problem in receipt.not_taken):
        parts.append(t("data.kept_out", names=("、" if lang() == "zh" else ", ").join(receipt.unknown_columns[:12])))
    return " · ".join(parts)


def _quiet_list(title: str, said: list[Problem]) -> None:
    """What is no fault, and needs nobody to do anything: under a line of its own, without a mark; nothing where nothing is said."""
    if said:
        st.html(Markup('<p class="prov">{}</p>').format(t(title)))
        ledger([t(key) for key in QUIET_COLUMNS], [_said(problem) for problem in said], height=HEIGHT_PX)


def _said(problem: Problem) -> list[Cell | str]:
    row = t("data.whole_file") if problem.row is None else str(problem.row)
    words = t("data.said_and_advised", said=problem.message.say(lang()), advice=problem.allowed.say(lang()))
    return [Cell(row, is_unbroken=True), problem.column or "", words if problem.allowed.say(lang()) else problem.message.say(lang())]


def _problem(problem: Problem) -> list[Cell | str]:
    value = problem.value or ""
    row = t("data.whole_file") if problem.row is None else str(problem.row)
    return [
        Cell(row, state="act" if problem.severity == "refuse" else "watch", is_unbroken=True),
        problem.column or "",
        value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…",
        problem.message.say(lang()),
        problem.allowed.say(lang()),
    ]
