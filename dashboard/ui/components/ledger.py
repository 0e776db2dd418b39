"""A ledger: a table set like a newspaper's, for reading rather than sorting; every cell is text and is escaped."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from dashboard.plain_text import on_page
from dashboard.tokens import MARKS
from dashboard.ui.shell.language import t
from dashboard.ui.shell.style import with_rules

STYLE = Path(__file__).with_name("ledger.css")
PLAIN_BEGINS, CELL_ENDS = Markup("<td>"), Markup("</td>")


@dataclass(frozen=True)
class Cell:
    """What stands in one cell."""

    text: str
    """Words; markup, such as a link, stays."""
    under: str = ""
    """A smaller line below it."""
    state: str = ""
    """act, watch or ok: its mark stands before the text; quiet has none."""
    before: str = ""
    """A word before a figure: about, at least."""
    is_figure: bool = False
    """Set right, in large figures."""
    is_unbroken: bool = False
    """Never broken over two lines: a moment, a short state."""
    place: str = ""
    """The name by which a link finds it, behind the # of the address."""
    is_settled: bool = False
    """In grey: nobody need act on it now."""


@dataclass(frozen=True)
class Heading:
    """A row across the table that names the rows below it."""

    text: str
    remark: str = ""


Row = list[Cell | str] | Heading


def ledger(columns: list[str], rows: Sequence[Row], *, height: int | None = None, nothing: str = "", kind: str = "") -> None:
    """Draw rows under columns; with `height` px the table scrolls under its head. `nothing` is said where there is no row."""
    with_rules(STYLE)
    st.html(ledger_html(columns, rows, height, nothing or t("empty.unfiltered"), kind))


def ledger_html(columns: list[str], rows: Sequence[Row], height: int | None = None, nothing: str = "", kind: str = "") -> Markup:
    """The table as HTML. Raises: ValueError for a row with another number of cells than there are columns."""
    if not rows:
        return Markup('<div class="empty"><p>{}</p></div>').format(nothing)
    crooked = [row for row in rows if isinstance(row, list) and len(row) != len(columns)]
    if crooked:
        raise ValueError(f"a row of {len(crooked[0])} cells in a ledger of {len(columns)} columns")
    figures = [all(_is_figure(row, place) for row in rows if isinstance(row, list)) for place in range(len(columns))]
    heads = [Markup("<th class=figure>{}</th>" if is_figure else "<th>{}</th>") for is_figure in figures]
    head = Markup().join(cell.format(name) for name, cell in zip(columns, heads, strict=True))
    body = Markup().join(_row(row, len(columns)) for row in rows)
    scrolls = Markup(' style="max-height:{}px" tabindex="0" role="region" aria-label="{}"')
    reach = scrolls.format(height, t("word.scrolls")) if height else ""
    whole = Markup('<div class="ledger {}"{}><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>')
    return whole.format(kind, reach, head, body)


def _is_figure(row: list[Cell | str], place: int) -> bool:
    cell = row[place]
    return isinstance(cell, Cell) and cell.is_figure


def _row(row: Row, width: int) -> Markup:
    if isinstance(row, Heading):
        remark = Markup(' <span class="remark">{}</span>').format(on_page(row.remark)) if row.remark else ""
        return Markup('<tr class="heading"><th colspan="{}">{}{}</th></tr>').format(width, on_page(row.text), remark)
    return Markup("<tr>{}</tr>").format(Markup().join(_plain(cell) if isinstance(cell, str) else _cell(cell) for cell in row))


def _plain(text: str) -> Markup:
    # Put together instead of formatted: a dictionary of columns has a thousand such cells, and this takes a fifth of the time (measured).
    return PLAIN_BEGINS + on_page(text) + CELL_ENDS


def _cell(cell: Cell) -> Markup:
    mark = Markup('<span class="mark {}">{}</span> ').format(cell.state, MARKS[cell.state]) if cell.state not in ("", "quiet") else ""
    before = Markup('<span class="before">{}</span> ').format(cell.before) if cell.before else ""
    under = Markup('<span class="under">{}</span>').format(on_page(cell.under)) if cell.under else ""
    applying = (("figure", cell.is_figure), ("unbroken", cell.is_unbroken), ("settled", cell.is_settled))
    kinds = " ".join(name for name, applies in applying if applies)
    kind = Markup(' class="{}"').format(kinds) if kinds else ""
    name = Markup(' id="{}"').format(cell.place) if cell.place else ""
    return Markup("<td{}{}>{}{}{}{}</td>").format(kind, name, mark, before, on_page(cell.text), under)
