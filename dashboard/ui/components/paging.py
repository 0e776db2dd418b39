"""Which page of a long list is shown: a choice in the address, where there is more than one page."""

from dashboard.i18n.forms import fmt_count
from dashboard.ui.shell.address import asked, known_value, remember, select
from dashboard.ui.shell.language import lang, t


def page_start(name: str, n: int, page: int, width: int = 140) -> int:
    """The place of the first row of the page that the address names; `n` rows, `page` on each. Address: `name`."""
    pages = {str(number or ""): fmt_count(number + 1, lang()) for number in range(max(1, -(-n // page)))}
    if asked(name) not in pages and asked(name).isdecimal():  # what is sought fills fewer pages
        remember(name, "")
    if len(pages) == 1:
        known_value(name, pages)
        return 0
    return page * int(select(name, t("word.which_page", n=fmt_count(len(pages), lang())), pages, width=width) or 0)
