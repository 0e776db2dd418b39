"""What a number was at the moment that the page compares with, in words that stand beneath what it is now."""

from datetime import datetime

from markupsafe import Markup

from dashboard.i18n.forms import count_parts, fmt_change, fmt_moment, is_missing
from dashboard.plain_text import unbroken
from dashboard.ui.shell.language import lang, t


def number_then(now: float | None, then: float | None, since: datetime, unit: str) -> str:
    """A count as of `since`, and the difference, in words."""
    when = fmt_moment(since, lang())
    if is_missing(then):
        return t("compare.then_unknown", when=when)
    figure, multiplier = count_parts(then, lang())
    was = with_unit(figure, multiplier + unit)
    return t("compare.then", when=when, was=was) if is_missing(now) else t(
        "compare.then_change", when=when, was=was, change=fmt_change(now - then, lang()),
    )


def with_unit(figure: str, unit: str) -> str:
    """A figure with its unit in a line of text."""
    return figure + (" " if lang() == "en" and unit and unit != "%" else "") + unit


def then_part(then: str) -> Markup:
    """What a figure was, beneath it; nothing where nothing is compared."""
    return Markup('<span class="then">{}</span>').format(unbroken(then)) if then else Markup()
