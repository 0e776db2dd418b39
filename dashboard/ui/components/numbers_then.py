"""What a number was at the moment that the page compares with, in words that stand beneath what it is now."""

from datetime import datetime
from typing import NamedTuple

from markupsafe import Markup

from dashboard.i18n.forms import bracketed, count_parts, fmt_change, fmt_moment, fmt_window, is_missing
from dashboard.plain_text import unbroken
from dashboard.ui.shell.language import lang, t


class Window(NamedTuple):
    """What a figure counts from when to when."""

    start: datetime
    end: datetime
    """Exclusive."""
    days_known: int | None = None
    """Of a window of days, those that have a figure; null = all of it is counted."""


def window_of(start: datetime | None, end: datetime | None) -> Window | None:
    """The window between two moments; null where one is not known."""
    return None if is_missing(start) or is_missing(end) else Window(start, end)


def are_alike(now: Window | None, then: Window | None) -> bool:
    """Whether the difference of two figures says something: of the same hours of two days, or of one day as far as it has come."""
    if now is None or then is None:
        return now is then
    same_hours = now.start.time() == then.start.time() and now.end - now.start == then.end - then.start
    return (same_hours or now.start == then.start) and now.days_known == then.days_known


def window_words(window: Window | None) -> str:
    """The window in brackets; empty where there is none."""
    return bracketed(fmt_window(window.start, window.end, lang()), lang()) if window else ""


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
