"""What became of uploaded files: a receipt each, and every finding with its row, column, value and what is allowed."""

from html import escape

import streamlit as st

from dashboard.errors import SandtableError
from dashboard.i18n.forms import fmt_count, fmt_moment
from dashboard.intake.checks.problems import Finding
from dashboard.intake.receipts import Receipt
from dashboard.schema.declaration import tables
from dashboard.tokens import MARKS
from dashboard.ui.components.ledger import STYLE, Cell, ledger
from dashboard.ui.shell.language import lang, t

STATES = {"taken": "ok", "checked": "ok", "already": "quiet", "held": "watch", "refused": "act"}
COLUMNS = ("row", "column", "value", "message", "allowed")
HEIGHT_PX = 460
LONGEST_VALUE = 60


def receipt_list(receipts: list[Receipt]) -> None:
    """Draw receipts in the order of the batches; those of refused files show what is wrong, cell by cell."""
    st.html(STYLE)
    for receipt in receipts:
        st.html(receipt_html(receipt))
        if receipt.findings:
            ledger([t(f"data.finding_{name}") for name in COLUMNS], [_finding(f) for f in receipt.findings], height=HEIGHT_PX)
        in_all = receipt.refusals + receipt.warnings
        if in_all > len(receipt.findings):
            said = t("data.findings_more", n=fmt_count(in_all, lang()), shown=len(receipt.findings))
            st.html(f'<p class="prov">{escape(said)}</p>')


def receipt_html(receipt: Receipt) -> str:
    """Name, what happened, how many rows of which table, and how it was read."""
    state = STATES[receipt.status]
    said = t(f"data.status_{receipt.status}", batch=receipt.batch_id or "")
    lines = [_rows(receipt), _reading(receipt), receipt.note or ""]
    under = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return (
        f'<div class="receipt {state}" data-status="{escape(receipt.status)}"><span class="mark">{MARKS[state]}</span>'
        f"<b>{escape(receipt.file)}</b> {escape(said)}{under}</div>"
    )


def refusal_words(refusal: SandtableError) -> str:
    """What was refused and what to do about it; Chinese sentences follow each other without a space."""
    return ("" if lang() == "zh" else " ").join(part for part in (refusal.title(lang()), refusal.hint(lang())) if part)


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
    if receipt.unknown_columns:
        parts.append(t("data.kept_out", names=("、" if lang() == "zh" else ", ").join(receipt.unknown_columns[:12])))
    return " · ".join(parts)


def _finding(finding: Finding) -> list[Cell | str]:
    is_chinese = lang() == "zh"
    value = finding.value or ""
    row = t("data.whole_file") if finding.row is None else str(finding.row)
    return [
        Cell(row, state="act" if finding.severity == "refuse" else "watch", is_kept=True),
        finding.column or "", value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…",
        finding.message_zh if is_chinese else finding.message_en, finding.allowed_zh if is_chinese else finding.allowed_en,
    ]
