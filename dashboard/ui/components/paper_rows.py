"""A table that scrolls on a screen, as rows on paper: a grid prints only what it shows."""

from collections.abc import Mapping

import pandas as pd
from markupsafe import Markup
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.i18n.forms import fmt_count, fmt_exact, fmt_share, is_missing
from dashboard.plain_text import on_page
from dashboard.ui.shell.language import lang, t

MOST_ON_PAPER = 60
"""Rows that are printed; of the rest paper says how many there are."""
ROWS = Markup('<div class="paper-rows"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}</div>')


def paper_rows(worded: pd.DataFrame, config: Mapping[str, ColumnConfig]) -> Markup:
    """The first rows as a plain table that only paper shows, and a word on the rest.

    `worded`: the frame in words, as the grid shows it; `config`: what the grid calls its columns. Missing stays empty, never 0.
    """
    shares = {str(name) for name in worded if _format(config[str(name)]) == "percent"}
    heads = Markup().join(Markup("<th>{}</th>").format(config[str(name)]["label"]) for name in worded)
    cells = [[_cell(value, str(name) in shares) for value in worded[name].head(MOST_ON_PAPER)] for name in worded]
    lines = Markup().join(Markup("<tr>{}</tr>").format(Markup().join(line)) for line in zip(*cells, strict=True))
    beyond = len(worded) - MOST_ON_PAPER
    rest = Markup("<p>{}</p>").format(t("paper.more_rows", shown=MOST_ON_PAPER, n=fmt_count(beyond, lang()))) if beyond > 0 else ""
    return ROWS.format(heads, lines, rest)


def _cell(value: object, is_share: bool) -> Markup:
    if is_missing(value):
        return Markup("<td></td>")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Markup("<td>{}</td>").format(on_page(str(value)))
    return Markup('<td class="n">{}</td>').format(fmt_share(value, lang()) if is_share else fmt_exact(round(value, 1), lang()))


def _format(column: ColumnConfig) -> object:
    return (column.get("type_config") or {}).get("format")
