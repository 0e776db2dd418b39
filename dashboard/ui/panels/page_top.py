"""The top of a page: its filters, then what of its subject needs a decision."""

from dashboard.ui.panels.decisions import decisions
from dashboard.ui.shell.filters import WEEKS, Filters, filters


def page_top(page: str, dates: bool = True, weeks: int = WEEKS) -> Filters:
    """Draw the filters and the page's decisions; `dates` and `weeks` as for `filters`."""
    picked = filters(dates=dates, weeks=weeks)
    decisions(picked, page)
    return picked
