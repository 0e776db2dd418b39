"""The top of a page: its question and index, its filters, then what of its subject needs a decision."""

from collections.abc import Sequence

from dashboard.ui.components.section import page_index
from dashboard.ui.panels.decisions import decisions
from dashboard.ui.shell.filters import WEEKS, Filters, filters


def page_top(page: str, dates: bool = True, weeks: int = WEEKS, first: Sequence[str] = ()) -> Filters:
    """Draw the question with the index of the sections, the filters and the decisions.

    `dates` and `weeks` as for `filters`, `first` as for `page_index`.
    """
    page_index(page, first)
    picked = filters(dates=dates, weeks=weeks)
    decisions(picked, page)
    return picked
