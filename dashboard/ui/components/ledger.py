"""A ledger: a table set like a newspaper's, for reading rather than sorting; every cell is text and is escaped."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st

from dashboard.tokens import MARKS
from dashboard.ui.shell.language import t

STYLE = Path(__file__).with_name("ledger.css")


@dataclass(frozen=True)
class Cell:
    """What stands in one cell."""

    text: str
    under: str = ""
    """A smaller line below it."""
    state: str = ""
    """act, watch, ok or quiet: its mark stands before the text."""
    before: str = ""
    """A word before a figure: 约, 至少."""
    is_figure: bool = False
    """Set right, in large figures."""
    is_kept: bool = False
    """Never broken over two lines: a moment, a short state."""
    is_settled: bool = False
    """In grey: nobody need act on it now."""


@dataclass(frozen=True)
class Heading:
    """A row across the table that names the rows below it."""

    text: str
    remark: str = ""


Row = list[Cell | str] | Heading


def ledger(columns: list[str], rows: list[Row], *, height: int | None = None, nothing: str = "", kind: str = "") -> None:
    """Draw rows under columns; with `height` px the table scrolls under its head. `nothing` is said where there is no row."""
    st.html(STYLE)
    st.html(ledger_html(columns, rows, height, nothing or t("empty.unfiltered"), kind))


def ledger_html(columns: list[str], rows: list[Row], height: int | None = None, nothing: str = "", kind: str = "") -> str:
    """The table as HTML. Raises: ValueError for a row with another number of cells than there are columns."""
    if not rows:
        return f'<div class="empty"><p>{escape(nothing)}</p></div>'
    crooked = [row for row in rows if isinstance(row, list) and len(row) != len(columns)]
    if crooked:
        raise ValueError(f"a row of {len(crooked[0])} cells in a ledger of {len(columns)} columns")
    figures = [all(_is_figure(row, place) for row in rows if isinstance(row, list)) for place in range(len(columns))]
    kinds = [" class=figure" if is_figure else "" for is_figure in figures]
    head = "".join(f"<th{kind_of}>{escape(name)}</th>" for name, kind_of in zip(columns, kinds, strict=True))
    body = "".join(_row(row, len(columns)) for row in rows)
    name = escape(t("word.scrolls"), quote=True)
    reach = f' style="max-height:{height}px" tabindex="0" role="region" aria-label="{name}"' if height else ""
    return f'<div class="ledger {escape(kind)}"{reach}><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _is_figure(row: list[Cell | str], place: int) -> bool:
    return isinstance(row[place], Cell) and row[place].is_figure


def _row(row: Row, width: int) -> str:
    if isinstance(row, Heading):
        remark = f' <span class="remark">{escape(row.remark)}</span>' if row.remark else ""
        return f'<tr class="heading"><th colspan="{width}">{escape(row.text)}{remark}</th></tr>'
    return f"<tr>{''.join(_cell(Cell(cell) if isinstance(cell, str) else cell) for cell in row)}</tr>"


def _cell(cell: Cell) -> str:
    mark = f'<span class="mark {escape(cell.state)}">{MARKS[cell.state]}</span> ' if cell.state else ""
    before = f'<span class="before">{escape(cell.before)}</span> ' if cell.before else ""
    under = f'<span class="under">{escape(cell.under)}</span>' if cell.under else ""
    kinds = [name for name, applies in (("figure", cell.is_figure), ("kept", cell.is_kept), ("settled", cell.is_settled)) if applies]
    kind = f' class="{" ".join(kinds)}"' if kinds else ""
    return f"<td{kind}>{mark}{before}{escape(cell.text)}{under}</td>"
